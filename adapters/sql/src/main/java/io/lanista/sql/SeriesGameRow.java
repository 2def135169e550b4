package io.lanista.sql;

import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.series.FighterTiming;
import io.lanista.ports.series.PlayedGame;
import java.time.Instant;
import java.util.Optional;

/** A row of the games of series; null where a column is. */
record SeriesGameRow(
    MatchId matchId,
    int number,
    long seed,
    String stage,
    Side winner,
    Side resultWinner,
    int frames,
    String p1Character,
    int p1Stocks,
    double p1Percent,
    int p1Moves,
    int p1Late,
    int p1Broken,
    long p1Median,
    long p1P99,
    long p1Worst,
    String p2Character,
    int p2Stocks,
    double p2Percent,
    int p2Moves,
    int p2Late,
    int p2Broken,
    long p2Median,
    long p2P99,
    long p2Worst,
    Side forfeitedBy,
    String reason,
    ReplayHash replayHash,
    long replayBytes,
    String format,
    Instant startedAt,
    Instant endedAt) {
  static SeriesGameRow of(MatchId match, PlayedGame game) {
    WorldResult result = game.result();
    FighterTiming p1 = game.p1Timing();
    FighterTiming p2 = game.p2Timing();
    return new SeriesGameRow(
        match,
        game.number(),
        game.seed(),
        game.stage(),
        game.winner(),
        result.winner().orElse(null),
        result.frames(),
        result.p1().character(),
        result.p1().stocks(),
        result.p1().percent(),
        p1.moves(),
        p1.late(),
        p1.broken(),
        p1.medianMicros(),
        p1.p99Micros(),
        p1.worstMicros(),
        result.p2().character(),
        result.p2().stocks(),
        result.p2().percent(),
        p2.moves(),
        p2.late(),
        p2.broken(),
        p2.medianMicros(),
        p2.p99Micros(),
        p2.worstMicros(),
        game.forfeitedBy().orElse(null),
        game.reason().orElse(null),
        game.replay().orElse(null),
        game.replayBytes(),
        game.format(),
        game.startedAt(),
        game.endedAt());
  }

  PlayedGame game() {
    return new PlayedGame(
        number,
        seed,
        stage,
        winner,
        new WorldResult(
            Optional.ofNullable(resultWinner),
            new WorldResult.Standing(p1Character, p1Stocks, p1Percent),
            new WorldResult.Standing(p2Character, p2Stocks, p2Percent),
            frames),
        Optional.ofNullable(forfeitedBy),
        Optional.ofNullable(reason),
        Optional.ofNullable(replayHash),
        replayBytes,
        format,
        new FighterTiming(p1Moves, p1Late, p1Broken, p1Median, p1P99, p1Worst),
        new FighterTiming(p2Moves, p2Late, p2Broken, p2Median, p2P99, p2Worst),
        startedAt,
        endedAt);
  }
}
