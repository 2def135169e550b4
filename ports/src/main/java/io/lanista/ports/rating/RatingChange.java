package io.lanista.ports.rating;

import java.util.Objects;

/** What a match did to one rating. */
public record RatingChange(RatingKey key, int before, int after) {
  public RatingChange {
    Objects.requireNonNull(key);
  }

  public int delta() {
    return after - before;
  }
}
