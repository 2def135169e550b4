package io.lanista.http.netplay;

import io.lanista.engine.chain.ChainRecords;
import io.lanista.engine.match.Matches;
import io.lanista.http.json.About;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Report;
import io.lanista.ports.match.Side;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.wager.Wager;
import java.math.BigInteger;
import java.util.Optional;

/** A match in the netplay form: keys and status words are fixed (spec 1, Matches). */
@About("A match.")
public record MatchDocument(
    String id,
    @About("playing, completed, expired or disputed") String status,
    String p1ConnectCode,
    String p2ConnectCode,
    Optional<String> p1Wallet,
    Optional<String> p2Wallet,
    @About("The outcome side p1 reported.") Optional<String> p1Result,
    @About("The outcome side p2 reported.") Optional<String> p2Result,
    Optional<String> winnerWallet,
    Optional<String> loserWallet,
    Optional<Integer> winnerScore,
    Optional<Integer> loserScore,
    @About("Seconds since the epoch, as both sides sign it.") Optional<Long> resultTimestamp,
    String createdAt,
    Optional<String> completedAt,
    Optional<String> wagerStatus,
    Optional<BigInteger> wagerAmount,
    Optional<BigInteger> wagerId,
    @About("p1 or p2") Optional<String> wagerProposer,
    @About("The prediction pool on chain; null while there is none.") Optional<BigInteger> poolId,
    ChainForm chain) {

  static MatchDocument of(Matches.View view, ChainRecords.Standing standing) {
    Match match = view.match();
    Optional<Wager> wager = view.wager();
    Optional<Side> winner = match.result().map(r -> r.decision().winner());
    return new MatchDocument(
        match.id().toString(),
        match.status().word(),
        match.p1().connectCode(),
        match.p2().connectCode(),
        wallet(match, Side.P1),
        wallet(match, Side.P2),
        match.p1Report().map(Report::outcome).map(MatchDocument::word),
        match.p2Report().map(Report::outcome).map(MatchDocument::word),
        winner.flatMap(side -> wallet(match, side)),
        winner.flatMap(side -> wallet(match, side.other())),
        match.result().map(r -> r.decision().winnerScore()),
        match.result().map(r -> r.decision().loserScore()),
        match.result().map(Match.Result::timestampSeconds),
        OffsetTime.text(match.createdAt()),
        match.result().flatMap(r -> match.endedAt()).map(OffsetTime::text),
        wager.map(w -> w.status().word()),
        wager.map(Wager::amountWei),
        wager.map(Wager::wagerId),
        wager.map(w -> w.proposer().toString()),
        standing.poolId(),
        ChainForm.of(canBeRecorded(match) ? standing : ChainRecords.Standing.OFF));
  }

  /** Only what both sides sign goes on chain. */
  private static boolean canBeRecorded(Match match) {
    boolean over = match.status().isFinal() && match.result().isEmpty();
    return !over && match.p1().wallet().isPresent() && match.p2().wallet().isPresent();
  }

  private static Optional<String> wallet(Match match, Side side) {
    return match.entrant(side).wallet().map(WalletAddress::toString);
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case WON -> "won";
      case LOST -> "lost";
      case COMPLETED, DISCONNECT, ERROR -> outcome.name();
    };
  }
}
