package io.lanista.distribution.plugin;

import io.lanista.ports.plugin.PluginInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the server would make of a plugin file.
 *
 * @param info what its descriptor says, if one could be read
 * @param contributions what it would contribute, such as {@code matchmaking fifo}
 * @param problems why it would be refused, each with what to do; empty if it would be taken
 */
public record PluginVerdict(
    Path file, Optional<PluginInfo> info, List<String> contributions, List<String> problems) {
  public PluginVerdict {
    contributions = List.copyOf(contributions);
    problems = List.copyOf(problems);
  }

  public boolean accepted() {
    return problems.isEmpty();
  }

  /** The plugin's id and version, else the file's name. */
  public String title() {
    return info.map(plugin -> plugin.id() + " " + plugin.version())
        .orElseGet(() -> String.valueOf(file.getFileName()));
  }
}
