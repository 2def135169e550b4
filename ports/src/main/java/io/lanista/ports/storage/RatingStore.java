package io.lanista.ports.storage;

import io.lanista.ports.rating.Rating;
import io.lanista.ports.rating.RatingKey;
import java.util.Optional;

/** Ratings, within one transaction. */
public interface RatingStore {
  /** In a transaction that writes, nobody else writes this rating until it ends. */
  Optional<Rating> find(String game, RatingKey key);

  /** Writes a rating, new or not. */
  void put(Rating rating);

  /** The highest first: by value, descending, then {@code kind:name}. */
  Page<Rating> top(String game, Optional<Cursor> after, int limit);
}
