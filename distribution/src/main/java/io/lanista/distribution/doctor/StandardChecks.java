package io.lanista.distribution.doctor;

import io.lanista.distribution.plugin.PluginInspector;
import java.util.List;
import java.util.Optional;

/** What is looked at on every installation, in the order it is shown. */
public final class StandardChecks {
  private StandardChecks() {}

  public static List<Check> with(Optional<PluginInspector> inspector) {
    return List.of(
        new JavaCheck(),
        new DataFolderCheck(),
        new DatabaseCheck(),
        new BackendsCheck(),
        new ChainCheck(),
        new SandboxCheck(),
        new PluginsFolderCheck(inspector),
        new PortCheck(),
        new AdminCheck());
  }
}
