package io.lanista.ports.rating;

import java.time.Instant;
import java.util.Objects;

/**
 * What one agent is worth in one game.
 *
 * @param displayName what lists show: the username, the wallet's address or the connect code as
 *     last given
 * @param peak the highest value ever held
 * @param lastMatch when the last rated match completed
 */
public record Rating(
    String game,
    RatingKey key,
    String displayName,
    int value,
    int peak,
    int wins,
    int losses,
    Instant lastMatch) {
  public Rating {
    Objects.requireNonNull(game);
    Objects.requireNonNull(key);
    Objects.requireNonNull(displayName);
    Objects.requireNonNull(lastMatch);
  }
}
