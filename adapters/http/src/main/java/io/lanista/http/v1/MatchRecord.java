package io.lanista.http.v1;

import io.lanista.engine.match.Matches;
import io.lanista.http.json.About;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.Side;
import io.lanista.ports.rating.RatingChange;
import io.lanista.ports.series.Contender;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.settlement.WalletAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A match in the native form, wherever it is played. */
@About("A match, played over netplay or here.")
public record MatchRecord(
    String id,
    @About("netplay, or hosted for one that is played here.") String kind,
    String game,
    String queue,
    @About(
            "netplay: playing, completed, expired or disputed; hosted: offered, starting, playing,"
                + " completed or void")
        String status,
    @About("bo3 or bo5; only of hosted ones.") Optional<String> format,
    @About("Whether it leaves ratings as they are; only of hosted ones.")
        Optional<Boolean> training,
    SideRecord p1,
    SideRecord p2,
    @About("p1 or p2") Optional<String> winner,
    @About("The winner's score, then the loser's; of a hosted one that is played, p1's and p2's.")
        Optional<String> score,
    Optional<Boolean> forfeit,
    @About("The SHA-256 of the recording that goes with the result.") Optional<String> replaySha256,
    @About("Why it ended or is disputed.") Optional<String> reason,
    @About("Those of a hosted one that are over, by number.") List<GameRecord> games,
    @About("Until when both have to accept; only while it is offered.")
        Optional<Instant> acceptDeadline,
    Instant createdAt,
    Optional<Instant> endedAt) {

  /** One side of a match. */
  public record SideRecord(
      @About("Of a hosted match, the player.") Optional<String> username,
      @About("Of a netplay match.") Optional<String> connectCode,
      Optional<String> fighter,
      @About("The number of the fighter's version.") Optional<Integer> fighterVersion,
      @About("The SHA-256 of the fighter's files.") Optional<String> fighterSha256,
      @About("The config it was given, once the match is over; a JSON text.")
          Optional<String> fighterConfig,
      Optional<String> wallet,
      @About("Whether it accepted, of a hosted match.") Optional<Boolean> accepted,
      Optional<Integer> eloBefore,
      Optional<Integer> eloAfter) {}

  /** Of either kind. */
  static MatchRecord of(Record match) {
    return match instanceof Series series ? of(series) : of(((Matches.View) match).match());
  }

  static MatchRecord of(Match match) {
    return new MatchRecord(
        match.id().toString(),
        "netplay",
        match.game(),
        match.queue().text(),
        match.status().word(),
        Optional.empty(),
        Optional.empty(),
        side(match, Side.P1),
        side(match, Side.P2),
        match.result().map(r -> r.decision().winner().toString()),
        match.result().map(r -> r.decision().winnerScore() + "-" + r.decision().loserScore()),
        match.result().map(r -> r.decision().forfeit()),
        match.result().flatMap(Match.Result::replay).map(hash -> hash.hex()),
        match.reason(),
        List.of(),
        Optional.empty(),
        match.createdAt(),
        match.endedAt());
  }

  private static SideRecord side(Match match, Side side) {
    Optional<RatingChange> change = match.result().map(r -> r.rating(side));
    return new SideRecord(
        Optional.empty(),
        Optional.of(match.entrant(side).connectCode()),
        match.entrant(side).fighter(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        match.entrant(side).wallet().map(WalletAddress::toString),
        Optional.empty(),
        change.map(RatingChange::before),
        change.map(RatingChange::after));
  }

  static MatchRecord of(Series series) {
    Side first = series.winner().orElse(Side.P1);
    return new MatchRecord(
        series.id().toString(),
        "hosted",
        series.game(),
        series.queue().text(),
        series.status().word(),
        Optional.of(series.format().word()),
        Optional.of(series.training()),
        side(series, Side.P1),
        side(series, Side.P2),
        series.winner().map(Side::toString),
        series.games().isEmpty()
            ? Optional.empty()
            : Optional.of(series.wins(first) + "-" + series.wins(first.other())),
        series
            .winner()
            .map(w -> series.games().stream().anyMatch(g -> g.forfeitedBy().isPresent())),
        Optional.empty(),
        series.reason(),
        series.games().stream().map(game -> GameRecord.of(series, game)).toList(),
        series.status() == SeriesStatus.OFFERED ? Optional.of(series.acceptBy()) : Optional.empty(),
        series.createdAt(),
        series.endedAt());
  }

  /** What a side is configured with would tell its opponent how to prepare. */
  private static SideRecord side(Series series, Side side) {
    Contender contender = series.contender(side);
    return new SideRecord(
        Optional.of(contender.username().text()),
        Optional.empty(),
        Optional.of(contender.fighter().text()),
        Optional.of(contender.fighterVersion()),
        Optional.of(contender.fighterHash().hex()),
        series.status().isFinal() ? Optional.of(contender.config()) : Optional.empty(),
        Optional.empty(),
        Optional.of(contender.accepted()),
        Optional.of(contender.rating().map(RatingChange::before).orElse(contender.elo())),
        contender.rating().map(RatingChange::after));
  }
}
