package io.lanista.ports.player;

import java.time.Instant;
import java.util.Objects;

/** A registered player. Ratings are kept per game, beside it. */
public record Player(PlayerId id, Username username, Instant createdAt, Instant lastActive) {
  public Player {
    Objects.requireNonNull(id);
    Objects.requireNonNull(username);
    Objects.requireNonNull(createdAt);
    Objects.requireNonNull(lastActive);
  }
}
