package io.lanista.chain;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.ports.settlement.SignatureRecovery;

/** The native recovery, if this platform has one; where it has, it must load. */
final class NativeHere {
  private NativeHere() {}

  /** Skips the test that asks on a platform without a library. */
  static SignatureRecovery recovery() {
    boolean present = NativePlatform.here().library().isPresent();
    if (!Boolean.parseBoolean(System.getenv("LANISTA_REQUIRE_REAL"))) {
      assumeTrue(present, "no native library for " + NativePlatform.here());
    }
    FastestSignatureRecovery fastest = new FastestSignatureRecovery();
    fastest
        .whyPlain()
        .ifPresent(
            why -> {
              throw new AssertionError("The native library is not used here: " + why);
            });
    return fastest;
  }
}
