package io.lanista.engine.chain;

import static io.lanista.engine.Answered.refusal;
import static io.lanista.engine.Arena.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.chain.ChainRecords.Standing;
import io.lanista.engine.settlement.SigningSettings;
import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainHead;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainStep.Kind;
import io.lanista.ports.chain.ChainStep.Status;
import io.lanista.ports.chain.ChainTransaction;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.chain.Fees;
import io.lanista.ports.chain.SignedTransaction;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is shown of the work on chain, and what an operator can do about it. */
class ChainOverviewTest {
  private static final WalletAddress PAYER = wallet(50);

  private final Arena arena = new Arena();
  private final Chain chain =
      IdleChain.of(PAYER, Set.of(ChainContract.MATCH_PROOF, ChainContract.WAGER));
  private final ChainSettings settings = ChainSettings.USUAL;
  private final ChainHealth health = new ChainHealth(settings);
  private final ChainRecords records = new ChainRecords(arena.storage, Optional.of(chain), health);
  private final ChainOverview overview =
      new ChainOverview(
          arena.storage, Optional.of(chain), new SigningSettings(arena.domain), settings, health);
  private final ChainRetry retry = new ChainRetry(arena.storage, Optional.of(chain), arena.clock);
  private final MatchId match = arena.pair().match();

  @AfterEach
  void stop() {
    arena.close();
  }

  @Test
  void withoutAChainEveryMatchIsOffAndNothingIsRead() {
    ChainRecords off = new ChainRecords(null, Optional.empty(), health);
    assertThat(off.isOn()).isFalse();
    assertThat(off.of(match)).isEqualTo(Standing.OFF);
    assertThat(off.of(List.of(match))).isEqualTo(Map.of(match, Standing.OFF));
    ChainOverview.Look look =
        new ChainOverview(
                null, Optional.empty(), new SigningSettings(arena.domain), settings, health)
            .look();
    assertThat(look.health().state()).isEqualTo(ChainHealth.State.OFF);
    assertThat(look.wallet()).isEmpty();
    assertThat(look.steps().values()).containsOnly(0L);
  }

  @Test
  void aMatchWithoutAResultIsPending() {
    assertThat(records.of(match).status()).isEqualTo(ChainRecords.Status.PENDING);
    assertThat(records.of(match).reason().orElseThrow()).contains("both sides");
  }

  @Test
  void confirmationsGrowWithTheChainAndNotWithACommit() {
    add(step(Kind.RECORD, Status.SENT).sentAs(hash(1)));
    send(0, Kind.RECORD, hash(1), Optional.empty());
    assertThat(records.of(match)).isEqualTo(standing(ChainRecords.Status.SENT, 0));
    send(0, Kind.RECORD, hash(1), Optional.of(10L));
    assertThat(records.of(match).confirmations()).as("before the head is known").isEqualTo(1);
    seen(10, 1);
    assertThat(records.of(match).confirmations()).isEqualTo(1);
    seen(14, 1);
    assertThat(records.of(match)).isEqualTo(standing(ChainRecords.Status.SENT, 5));
    assertThat(records.of(List.of(match)).get(match).confirmations()).isEqualTo(5);
  }

  @Test
  void aPoolIsShownOnceItIsKnown() {
    assertThat(records.of(match).poolId()).isEmpty();
    add(step(Kind.CREATE_POOL, Status.CONFIRMED).made(BigInteger.valueOf(4)));
    assertThat(records.of(match).poolId()).contains(BigInteger.valueOf(4));
  }

  @Test
  void theOperatorSeesWhatWaitsWhatIsOutAndWhatFailed() {
    ChainStep failed = step(Kind.RECORD, Status.FAILED).with(Status.FAILED, Optional.of("Why."));
    add(failed);
    ChainStep pending = step(Kind.CREATE_POOL, Status.PENDING);
    add(pending);
    send(3, Kind.RECORD, hash(1), Optional.of(10L));
    send(4, Kind.RATE_P1, hash(2), Optional.of(11L));
    send(5, Kind.RATE_P2, hash(3), Optional.empty());
    seen(11, 4);
    ChainOverview.Look look = overview.look();
    assertThat(look.wallet()).contains(PAYER);
    assertThat(look.contracts())
        .containsExactlyInAnyOrder(ChainContract.MATCH_PROOF, ChainContract.WAGER);
    assertThat(look.nextNonce()).contains(6L);
    assertThat(look.steps())
        .containsEntry(Status.FAILED, 1L)
        .containsEntry(Status.PENDING, 1L)
        .containsEntry(Status.CONFIRMED, 0L);
    assertThat(look.oldest()).contains(pending);
    assertThat(look.failed()).containsExactly(failed);
    assertThat(look.inFlight()).extracting(ChainTransaction::nonce).containsExactly(4L, 5L);
    seen(11, 9);
    assertThat(overview.look().nextNonce()).as("someone else sent from it").contains(9L);
  }

  @Test
  void healthSaysWhatItWaitsForAndWhetherTheWalletIsLow() {
    health.saw(new ChainHead(BigInteger.ONE, 1, 0, settings.lowBalanceWei()));
    assertThat(health.snapshot().lowBalance()).isFalse();
    health.saw(
        new ChainHead(BigInteger.ONE, 1, 0, settings.lowBalanceWei().subtract(BigInteger.ONE)));
    Instant now = arena.clock.instant();
    health.waits(new ChainException(ChainException.Kind.RATE_LIMITED, "Slower."), now, now);
    ChainHealth.Snapshot seen = overview.look().health();
    assertThat(seen.lowBalance()).isTrue();
    assertThat(seen.state()).isEqualTo(ChainHealth.State.WAITING);
    assertThat(seen.kind()).contains(ChainException.Kind.RATE_LIMITED);
    assertThat(health.lastGood()).isEmpty();
    health.works(now, now);
    assertThat(health.lastGood()).contains(now);
    assertThat(overview.look().health().kind()).isEmpty();
  }

  @Test
  void retryRevivesWhatFailedAndWhatWasLeftOutForIt() {
    ChainStep pool = step(Kind.CREATE_POOL, Status.SKIPPED);
    add(pool);
    add(tried(step(Kind.RECORD, Status.FAILED)).sentAs(hash(1)));
    ChainCall.PostRating rating =
        new ChainCall.PostRating(BigInteger.ONE, "melee", 1216, 1216, 1, 0);
    add(
        step(Kind.RATE_P1, Status.SKIPPED)
            .with(Status.SKIPPED, Optional.of("No result."))
            .posting(rating));
    ChainStep nothingToPost = step(Kind.RATE_P2, Status.SKIPPED);
    add(nothingToPost);
    add(step(Kind.RESOLVE_POOL, Status.CONFIRMED));
    assertThat(retry.retry(match))
        .extracting(ChainStep::kind)
        .containsExactly(Kind.RECORD, Kind.RATE_P1);
    for (Kind kind : List.of(Kind.RECORD, Kind.RATE_P1)) {
      ChainStep again = find(kind);
      assertThat(again.status()).isEqualTo(Status.PENDING);
      assertThat(again.tries()).isZero();
      assertThat(again.reason()).isEmpty();
      assertThat(again.transaction()).isEmpty();
      assertThat(again.due()).isEqualTo(arena.clock.instant());
    }
    assertThat(find(Kind.CREATE_POOL)).isEqualTo(pool);
    assertThat(find(Kind.RATE_P1).rating()).contains(rating);
    assertThat(find(Kind.RATE_P2)).isEqualTo(nothingToPost);
    assertThat(find(Kind.RESOLVE_POOL).status()).isEqualTo(Status.CONFIRMED);
    assertThat(retry.retry(match)).as("nothing is left that failed").isEmpty();
  }

  @Test
  void retryOfAMatchThatIsNoneIsRefused() {
    refusal(ErrorCode.MATCH_NOT_FOUND, () -> retry.retry(new MatchId(new UUID(1, 2))));
  }

  private Standing standing(ChainRecords.Status status, long confirmations) {
    return new Standing(
        status, Optional.of(hash(1)), confirmations, Optional.empty(), Optional.empty());
  }

  private ChainStep step(Kind kind, Status status) {
    return ChainStep.of(match, kind, status, arena.clock.instant());
  }

  private static ChainStep tried(ChainStep step) {
    return step.triedOnceMore().triedOnceMore().triedOnceMore();
  }

  private ChainStep find(Kind kind) {
    return arena.storage.read(tx -> tx.chain().find(match, kind)).orElseThrow();
  }

  private void add(ChainStep step) {
    arena.storage.transact(
        tx -> {
          tx.chain().add(step);
          return null;
        });
  }

  private void send(long nonce, Kind kind, Bytes32 hash, Optional<Long> block) {
    Fees fees = new Fees(BigInteger.ONE, BigInteger.TEN);
    ChainTransaction sent =
        new ChainTransaction(
            nonce,
            match,
            kind,
            new EncodedCall(wallet(60), new byte[] {1}),
            21_000,
            List.of(new SignedTransaction(hash, nonce, fees, "0x01")),
            Optional.of(arena.clock.instant()),
            block);
    arena.storage.transact(
        tx -> {
          tx.chain().put(arena.domain.chainId(), PAYER, sent);
          return null;
        });
  }

  private void seen(long block, long nonce) {
    health.saw(new ChainHead(arena.domain.chainId(), block, nonce, BigInteger.TEN.pow(18)));
  }

  private static Bytes32 hash(int number) {
    byte[] bytes = new byte[32];
    bytes[31] = (byte) number;
    return Bytes32.of(bytes);
  }
}
