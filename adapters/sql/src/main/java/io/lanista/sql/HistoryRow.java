package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.Series;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A final series, as one of its players looks back on it.
 *
 * @param won null if it is void
 */
record HistoryRow(
    PlayerId player,
    Instant createdAt,
    MatchId matchId,
    Side side,
    String username,
    String opponent,
    String game,
    Format format,
    Boolean won,
    Instant endedAt) {
  static List<HistoryRow> of(Series series) {
    return series.status().isFinal()
        ? Arrays.stream(Side.values()).map(side -> of(series, side)).toList()
        : List.of();
  }

  private static HistoryRow of(Series series, Side side) {
    return new HistoryRow(
        series.contender(side).player(),
        series.createdAt(),
        series.id(),
        side,
        series.contender(side).username().text(),
        series.contender(side.other()).username().text(),
        series.game(),
        series.format(),
        series.winner().map(side::equals).orElse(null),
        series.endedAt().orElseThrow());
  }
}
