package io.lanista.ports.player;

import java.time.Instant;
import java.util.Objects;

/**
 * A player's rest for not accepting a match (spec 3): it cannot join until then.
 *
 * @param strikes how often in a row; forgotten after a day without one
 * @param last when it last happened
 * @param until when it may join again
 */
public record Penalty(PlayerId player, int strikes, Instant last, Instant until) {
  public Penalty {
    Objects.requireNonNull(player);
    Objects.requireNonNull(last);
    Objects.requireNonNull(until);
    if (strikes < 1) {
      throw new IllegalArgumentException("A penalty has a strike; given: " + strikes);
    }
  }
}
