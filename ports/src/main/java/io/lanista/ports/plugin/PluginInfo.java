package io.lanista.ports.plugin;

import java.util.Objects;

/** Which plugin this is, as its descriptor says. */
public record PluginInfo(String id, String version) {
  public PluginInfo {
    Objects.requireNonNull(id);
    Objects.requireNonNull(version);
  }
}
