package io.lanista.ports.room;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When a problem was open. A fact: never computed again.
 *
 * @param closedAt empty while it is open, or if it stays open until the room ends
 */
public record Opening(Instant revealedAt, Optional<Instant> closedAt) {
  public Opening {
    Objects.requireNonNull(revealedAt);
    Objects.requireNonNull(closedAt);
  }
}
