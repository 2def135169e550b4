package io.lanista.sandbox;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.ports.sandbox.Sandbox;

/** Skips what needs a real sandbox where there is none, and fails where there has to be one. */
final class Required {
  private Required() {}

  static void available(Sandbox sandbox) {
    sandbox.whyUnavailable().ifPresent(Required::missing);
  }

  static void missing(String why) {
    if ("true".equals(System.getenv("LANISTA_REQUIRE_REAL"))) {
      fail("LANISTA_REQUIRE_REAL is set, but: " + why);
    }
    assumeTrue(false, why);
  }
}
