package io.lanista.distribution.doctor;

import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.config.SandboxConfig;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.sandbox.Bubblewrap;
import io.lanista.sandbox.Interpreters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether fighters can be run here: tried, as the server does at its start. Without them everything
 * else works.
 */
final class SandboxCheck implements Check {
  @Override
  public List<Finding> look(LanistaConfig config) {
    if (config.engine().isRoomsOnly()) {
      return List.of();
    }
    if (config.sandbox().kind() == SandboxConfig.Kind.NONE) {
      return List.of(
          Finding.note(
              "sandbox",
              "none: fighters can do whatever the user can who runs the server",
              "Use sandbox.kind = none only with fighters you wrote."));
    }
    return List.of(tried());
  }

  private static Finding tried() {
    try {
      Path work = Files.createTempDirectory("lanista-doctor-");
      try (Sandbox sandbox = new Bubblewrap(Interpreters.found(), work)) {
        return sandbox
            .whyUnavailable()
            .map(why -> Finding.note("sandbox", why, "Until then hosted matches are refused."))
            .orElseGet(() -> Finding.ok("sandbox", "bubblewrap runs fighters confined"));
      } finally {
        remove(work);
      }
    } catch (IOException failed) {
      return Finding.note("sandbox", "could not be tried: " + failed, "");
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
