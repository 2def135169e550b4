package io.lanista.ports.room;

import java.util.Objects;
import java.util.Optional;

/**
 * The decision about a claim.
 *
 * @param before the lock that stood before; the one that still stands if the claim is held or lost;
 *     empty if there was none
 * @param allLocked whether every problem of the room has an owner after it
 */
public record Arbitration(ClaimOutcome outcome, Optional<Lock> before, boolean allLocked) {
  public Arbitration {
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(before);
  }
}
