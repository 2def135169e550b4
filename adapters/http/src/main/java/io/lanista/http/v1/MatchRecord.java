package io.lanista.http.v1;

import io.lanista.http.json.About;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.Side;
import io.lanista.ports.rating.RatingChange;
import io.lanista.ports.settlement.WalletAddress;
import java.time.Instant;
import java.util.Optional;

/** A match in the native form. */
@About("A match.")
public record MatchRecord(
    String id,
    String game,
    String queue,
    @About("playing, completed, expired or disputed") String status,
    SideRecord p1,
    SideRecord p2,
    @About("p1 or p2") Optional<String> winner,
    @About("The winner's score, then the loser's.") Optional<String> score,
    Optional<Boolean> forfeit,
    @About("The SHA-256 of the recording that goes with the result.") Optional<String> replaySha256,
    @About("Why it ended or is disputed.") Optional<String> reason,
    Instant createdAt,
    Optional<Instant> endedAt) {

  /** One side of a match. */
  public record SideRecord(
      String connectCode,
      Optional<String> fighter,
      Optional<String> wallet,
      Optional<Integer> eloBefore,
      Optional<Integer> eloAfter) {}

  static MatchRecord of(Match match) {
    return new MatchRecord(
        match.id().toString(),
        match.game(),
        match.queue().text(),
        match.status().word(),
        side(match, Side.P1),
        side(match, Side.P2),
        match.result().map(r -> r.decision().winner().toString()),
        match.result().map(r -> r.decision().winnerScore() + "-" + r.decision().loserScore()),
        match.result().map(r -> r.decision().forfeit()),
        match.result().flatMap(Match.Result::replay).map(hash -> hash.hex()),
        match.reason(),
        match.createdAt(),
        match.endedAt());
  }

  private static SideRecord side(Match match, Side side) {
    Optional<RatingChange> change = match.result().map(r -> r.rating(side));
    return new SideRecord(
        match.entrant(side).connectCode(),
        match.entrant(side).fighter(),
        match.entrant(side).wallet().map(WalletAddress::toString),
        change.map(RatingChange::before),
        change.map(RatingChange::after));
  }
}
