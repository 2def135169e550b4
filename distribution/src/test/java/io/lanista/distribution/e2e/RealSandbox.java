package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.lanista.sandbox.Bubblewrap;
import io.lanista.sandbox.Interpreters;
import java.nio.file.Path;
import java.util.Optional;

/** Whether fighters can be run here. */
final class RealSandbox {
  private RealSandbox() {}

  /**
   * Skips the test, with how to mend it, where there is no sandbox; fails it where one is required.
   *
   * @param work a folder of the test's own
   */
  static void assume(Path work) {
    try (Bubblewrap sandbox = new Bubblewrap(Interpreters.found(), work)) {
      Optional<String> why = sandbox.whyUnavailable();
      if (why.isPresent()) {
        if (Boolean.parseBoolean(System.getenv("LANISTA_REQUIRE_REAL"))) {
          fail(why.get());
        }
        abort(why.get());
      }
    }
  }
}
