package io.lanista.ports.challenge;

import java.util.Objects;
import java.util.UUID;

/** A challenge. Known to its two players. */
public record ChallengeId(UUID value) {
  public ChallengeId {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
