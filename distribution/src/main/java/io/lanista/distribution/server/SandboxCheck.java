package io.lanista.distribution.server;

import io.lanista.ports.sandbox.Sandbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator what to know about the sandbox. */
final class SandboxCheck {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxCheck.class);

  private SandboxCheck() {}

  /**
   * Tries the sandbox, which takes a moment, and says so if fighters are not run, or not confined.
   */
  static void announce(Sandbox sandbox) {
    sandbox
        .whyUnavailable()
        .ifPresent(why -> LOG.warn("Games between fighters are refused here: {}", why));
    if (!sandbox.isConfining()) {
      LOG.warn("sandbox.kind is none: fighters can do whatever the user can who runs this server.");
    }
  }
}
