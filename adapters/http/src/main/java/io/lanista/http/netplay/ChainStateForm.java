package io.lanista.http.netplay;

import io.lanista.engine.chain.ChainHealth;
import io.lanista.engine.chain.ChainOverview;
import io.lanista.http.json.About;
import io.lanista.ports.chain.ChainHead;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainTransaction;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The work on chain, for operators. */
@About("How the work on chain goes.")
public record ChainStateForm(
    @About("off, ok or waiting") String state,
    @About(
            "What it waits for: unreachable, rate_limited, wrong_chain, out_of_funds, underpriced,"
                + " nonce_used or reverted.")
        Optional<String> waitingFor,
    @About("The same in a sentence.") Optional<String> reason,
    @About("When this state began.") Optional<String> since,
    @About("When there is another look at the chain.") Optional<String> nextTry,
    Optional<BigInteger> chainId,
    @About("The newest block, as last seen.") Optional<Long> head,
    @About("The account that pays.") Optional<String> wallet,
    @About("What it has, as last seen.") Optional<BigInteger> balanceWei,
    @About("Whether that is below chain.low-balance.") boolean lowBalance,
    @About("The first nonce that was not given away.") Optional<Long> nextNonce,
    @About("The contracts that are configured.") List<String> contracts,
    @About("How many steps there are, by status.") Map<String, Long> steps,
    @About("The step that waits longest for its turn.") Optional<Step> oldestPending,
    @About("What was sent and does not count yet, by nonce; at most 50.") List<InFlight> inFlight,
    @About("What was refused for good, the oldest first; at most 50.") List<Step> failed) {

  /** One thing to be done on chain for a match. */
  public record Step(
      String matchId,
      @About("create_pool, record, rate_p1, rate_p2, resolve_pool, cancel_pool or wager")
          String step,
      String status,
      @About("How often the contract refused it.") int tries,
      @About("Why it waits or failed.") Optional<String> reason,
      Optional<String> txHash,
      String createdAt,
      @About("When it is looked at next.") String due) {
    static Step of(ChainStep step) {
      return new Step(
          step.match().toString(),
          ChainRoutes.word(step),
          step.status().word(),
          step.tries(),
          step.reason(),
          step.transaction().map(Bytes32::toString),
          OffsetTime.text(step.createdAt()),
          OffsetTime.text(step.due()));
    }
  }

  /** A transaction that does not count yet. */
  public record InFlight(
      long nonce,
      String matchId,
      String step,
      @About("The newest of its attempts.") String txHash,
      @About("How often it was signed, each time for a higher fee.") int attempts,
      @About("What a unit of gas may cost at most.") BigInteger maxFeeWei,
      @About("When the newest attempt went out.") Optional<String> sentAt,
      @About("The block it is in.") Optional<Long> block) {
    static InFlight of(ChainTransaction sent) {
      return new InFlight(
          sent.nonce(),
          sent.match().toString(),
          sent.step().name().toLowerCase(Locale.ROOT),
          sent.newest().hash().toString(),
          sent.attempts().size(),
          sent.newest().fees().max(),
          sent.sentAt().map(OffsetTime::text),
          sent.block());
    }
  }

  static ChainStateForm of(ChainOverview.Look look) {
    ChainHealth.Snapshot health = look.health();
    Map<String, Long> steps = new TreeMap<>();
    look.steps().forEach((status, count) -> steps.put(status.word(), count));
    return new ChainStateForm(
        word(health.state()),
        health.kind().map(ChainStateForm::word),
        health.reason(),
        health.since().map(OffsetTime::text),
        health.nextTry().map(OffsetTime::text),
        health.head().map(ChainHead::chainId),
        health.head().map(ChainHead::block),
        look.wallet().map(WalletAddress::toString),
        health.head().map(ChainHead::balanceWei),
        health.lowBalance(),
        look.nextNonce(),
        look.contracts().stream().map(ChainStateForm::word).sorted().toList(),
        steps,
        look.oldest().map(Step::of),
        look.inFlight().stream().map(InFlight::of).toList(),
        look.failed().stream().map(Step::of).toList());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
