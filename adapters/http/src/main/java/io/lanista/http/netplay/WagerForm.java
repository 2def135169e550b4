package io.lanista.http.netplay;

import io.lanista.http.json.About;
import io.lanista.http.json.Text;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.wager.Wager;
import java.math.BigInteger;
import java.util.Optional;

/** The records of the wager routes. */
final class WagerForm {
  private WagerForm() {}

  /** A proposal. */
  public record ProposeWager(
      @Text(min = 1, max = 64) String queueId,
      @About("1 to 2^256-1, as a whole number.") BigInteger amountWei,
      @About("The wager's number in the contract, 0 to 2^256-1.") BigInteger wagerId) {}

  /** An answer. */
  public record AnswerWager(@Text(min = 1, max = 64) String queueId) {}

  /** The wager of a match, or that there is none. */
  public record WagerStatusDocument(
      String matchId,
      @About("null, proposed, accepted, declined, settled, expired, cancelled or voided")
          Optional<String> wagerStatus,
      Optional<BigInteger> wagerAmount,
      Optional<BigInteger> wagerId,
      @About("p1 or p2") Optional<String> wagerProposer) {
    static WagerStatusDocument of(MatchId match, Optional<Wager> wager) {
      return new WagerStatusDocument(
          match.toString(),
          wager.map(w -> w.status().word()),
          wager.map(Wager::amountWei),
          wager.map(Wager::wagerId),
          wager.map(w -> w.proposer().toString()));
    }
  }
}
