package io.lanista.engine.replay;

import java.time.Duration;
import java.util.Objects;

/**
 * Which recordings are taken.
 *
 * @param maxBytes the largest upload
 * @param checkStart whether a recording must have been started with its match; off for demos that
 *     play recorded games again
 * @param clockAllowance how far the agent's clock may be behind ours
 */
public record ReplaySettings(int maxBytes, boolean checkStart, Duration clockAllowance) {
  public ReplaySettings {
    Objects.requireNonNull(clockAllowance);
    if (maxBytes < 1 || clockAllowance.isNegative()) {
      throw new IllegalArgumentException("A replay's bounds are positive.");
    }
  }
}
