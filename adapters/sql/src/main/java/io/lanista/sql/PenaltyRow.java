package io.lanista.sql;

import io.lanista.ports.player.Penalty;
import io.lanista.ports.player.PlayerId;
import java.time.Instant;

/** A row of the penalties. */
record PenaltyRow(PlayerId player, int strikes, Instant lastAt, Instant untilAt) {
  static PenaltyRow of(Penalty penalty) {
    return new PenaltyRow(penalty.player(), penalty.strikes(), penalty.last(), penalty.until());
  }

  Penalty penalty() {
    return new Penalty(player, strikes, lastAt, untilAt);
  }
}
