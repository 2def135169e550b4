package io.lanista.http.v1;

import io.lanista.http.json.About;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.series.FighterTiming;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import java.time.Instant;
import java.util.Optional;

/** A game of a hosted match that is over. */
@About("A game of a hosted match that is over.")
public record GameRecord(
    int number,
    @About("p1 or p2") String winner,
    @About("The winner's username.") String winnerName,
    String stage,
    StandingRecord p1,
    StandingRecord p2,
    int durationFrames,
    @About("p1 or p2: the side that failed.") Optional<String> forfeitedBy,
    Optional<String> reason,
    @About("What its world was started with; a text, because it has 64 bits.") String seed,
    Optional<String> replaySha256,
    Optional<String> replayUrl,
    Instant startedAt,
    Instant endedAt) {

  /** How one side stood at the end, and how its fighter kept its deadlines. */
  public record StandingRecord(String character, int stocks, double percent, TimingRecord timing) {}

  /** How a fighter kept its deadlines. */
  public record TimingRecord(
      @About("How often it was asked.") int moves,
      @About("Answers that came too late or not at all.") int late,
      @About("Answers that could not be understood.") int broken,
      long medianMicros,
      long p99Micros,
      long worstMicros) {}

  static GameRecord of(Series series, PlayedGame game) {
    return new GameRecord(
        game.number(),
        game.winner().toString(),
        series.contender(game.winner()).username().text(),
        game.stage(),
        standing(game, Side.P1),
        standing(game, Side.P2),
        game.result().frames(),
        game.forfeitedBy().map(Side::toString),
        game.reason(),
        Long.toString(game.seed()),
        game.replay().map(hash -> hash.hex()),
        game.replay().map(hash -> replayUrl(series.id(), game.number())),
        game.startedAt(),
        game.endedAt());
  }

  /** Where a game's recording is. */
  static String replayUrl(MatchId match, int game) {
    return "/api/v1/replays/" + match + "/" + game;
  }

  private static StandingRecord standing(PlayedGame game, Side side) {
    WorldResult.Standing end = game.result().standing(side);
    FighterTiming timing = game.timing(side);
    return new StandingRecord(
        end.character(),
        end.stocks(),
        end.percent(),
        new TimingRecord(
            timing.moves(),
            timing.late(),
            timing.broken(),
            timing.medianMicros(),
            timing.p99Micros(),
            timing.worstMicros()));
  }
}
