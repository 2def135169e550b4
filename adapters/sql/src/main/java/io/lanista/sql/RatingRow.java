package io.lanista.sql;

import io.lanista.ports.rating.Rating;
import io.lanista.ports.rating.RatingKey;
import java.time.Instant;

/** A row of the ratings. */
record RatingRow(
    String game,
    String ratingKey,
    RatingKey.Kind kind,
    String name,
    String displayName,
    int points,
    int peak,
    int wins,
    int losses,
    Instant lastMatch) {
  static RatingRow of(Rating rating) {
    return new RatingRow(
        rating.game(),
        key(rating.key()),
        rating.key().kind(),
        rating.key().name(),
        rating.displayName(),
        rating.value(),
        rating.peak(),
        rating.wins(),
        rating.losses(),
        rating.lastMatch());
  }

  /** The text in whose order equal ratings are listed. */
  static String key(RatingKey key) {
    return key.kind() + ":" + key.name();
  }

  Rating rating() {
    return new Rating(
        game, new RatingKey(kind, name), displayName, points, peak, wins, losses, lastMatch);
  }
}
