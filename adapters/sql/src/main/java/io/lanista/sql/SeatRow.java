package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.series.Series;
import java.util.List;

/** A player that is bound to a live series of a game. */
record SeatRow(PlayerId player, String game, MatchId matchId) {
  static List<SeatRow> of(Series series) {
    return series.status().isLive()
        ? List.of(
            new SeatRow(series.p1().player(), series.game(), series.id()),
            new SeatRow(series.p2().player(), series.game(), series.id()))
        : List.of();
  }
}
