package io.lanista.distribution.cli;

import io.lanista.distribution.doctor.Check;
import io.lanista.distribution.plugin.PluginInspector;
import java.util.List;
import java.util.Optional;

/**
 * What the verbs call to reach the engine. An absent part leaves its verb out.
 *
 * @param checks what {@code doctor} looks at besides the standard checks
 */
public record Wiring(
    Optional<ServerLauncher> server,
    Optional<DemoRunner> demo,
    Optional<DemoRunner> roomsDemo,
    Optional<DemoRunner> hostedDemo,
    Optional<DemoRunner> chainDemo,
    Optional<OpenApiSource> openApi,
    Optional<PluginInspector> plugins,
    Optional<ResultVerification> results,
    List<Bench> benches,
    List<Check> checks) {
  public Wiring {
    benches = List.copyOf(benches);
    checks = List.copyOf(checks);
  }

  /** Nothing of the engine: only the verbs about configuration. */
  public static Wiring none() {
    return new Wiring(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
