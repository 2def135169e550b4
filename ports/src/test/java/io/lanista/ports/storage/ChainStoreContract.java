package io.lanista.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainStep.Kind;
import io.lanista.ports.chain.ChainStep.Status;
import io.lanista.ports.chain.ChainTransaction;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ChainStore} keeps to. */
public abstract class ChainStoreContract {
  private static final Instant NOW = Samples.NOW;
  private static final MatchId ONE = new MatchId(new UUID(1, 1));
  private static final MatchId TWO = new MatchId(new UUID(1, 2));
  private static final BigInteger ID = ChainSamples.ID;
  private static final WalletAddress WALLET = ChainSamples.WALLET;
  private static final WalletAddress OTHER = WalletAddress.parse("0x" + "00".repeat(20));

  private final ChainSamples samples = new ChainSamples();
  private Storage storage;

  /** An empty storage; closed by this class. */
  protected abstract Storage open() throws Exception;

  @BeforeEach
  void openStorage() throws Exception {
    storage = open();
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }

  private void commit(Consumer<ChainStore> work) {
    storage.transact(
        t -> {
          work.accept(t.chain());
          return null;
        });
  }

  private <T> T read(Function<ChainStore, T> question) {
    return storage.read(t -> question.apply(t.chain()));
  }

  private Optional<ChainStep> find(MatchId match, Kind kind) {
    return read(chain -> chain.find(match, kind));
  }

  private List<ChainStep> of(MatchId match) {
    return read(chain -> chain.of(match));
  }

  private List<ChainStep> due(Instant now, int limit) {
    return read(chain -> chain.due(now, limit));
  }

  private List<ChainStep> in(Status status, int limit) {
    return read(chain -> chain.in(status, limit));
  }

  private Map<Status, Long> counts() {
    return read(ChainStore::counts);
  }

  private long nextNonce(BigInteger chainId, WalletAddress wallet) {
    return read(chain -> chain.nextNonce(chainId, wallet));
  }

  private List<ChainTransaction> followed(BigInteger chainId, WalletAddress wallet) {
    return read(chain -> chain.followed(chainId, wallet));
  }

  private Optional<ChainTransaction> sent(MatchId match, Kind kind) {
    return read(chain -> chain.sent(match, kind));
  }

  private static ChainStep step(MatchId match, Kind kind, int second) {
    return ChainSamples.pending(match, kind, NOW.plusSeconds(second));
  }

  private static ChainStep done(MatchId match, Kind kind) {
    return step(match, kind, 0).with(Status.CONFIRMED, Optional.empty());
  }

  @Test
  void stepComesBackAsItWasWritten() {
    ChainStep bare = step(ONE, Kind.RECORD, 0);
    ChainStep full =
        step(ONE, Kind.RATE_P2, 1)
            .triedOnceMore()
            .posting(
                new ChainCall.PostRating(
                    BigInteger.TWO.pow(256).subtract(BigInteger.ONE), "melee", -3, 1500, 7, 0))
            .sentAs(samples.hash())
            .made(BigInteger.ZERO)
            .with(Status.FAILED, Optional.of("It was refused: “no”."));
    commit(
        chain -> {
          chain.add(bare);
          chain.add(full);
        });

    assertThat(find(ONE, Kind.RECORD)).contains(bare);
    assertThat(find(ONE, Kind.RATE_P2)).contains(full);
    assertThat(find(ONE, Kind.WAGER)).isEmpty();
    assertThat(find(TWO, Kind.RECORD)).isEmpty();
    assertThat(of(ONE)).containsExactly(bare, full);
  }

  @Test
  void secondStepOfAKindIsNotAdded() {
    ChainStep first = step(ONE, Kind.RECORD, 0);
    commit(chain -> chain.add(first));
    commit(chain -> chain.add(step(ONE, Kind.RECORD, 9).with(Status.WAITING, Optional.empty())));

    assertThat(of(ONE)).containsExactly(first);
  }

  @Test
  void writtenStepReplacesWhatWasThere() {
    commit(chain -> chain.add(step(ONE, Kind.CREATE_POOL, 0).triedOnceMore()));
    ChainStep later =
        step(ONE, Kind.CREATE_POOL, 0)
            .dueAt(NOW.plusSeconds(60))
            .made(BigInteger.TEN)
            .sentAs(samples.hash())
            .with(Status.CONFIRMED, Optional.of("why"));

    commit(
        chain -> {
          assertThat(chain.find(ONE, Kind.CREATE_POOL)).isPresent();
          chain.put(later);
        });

    assertThat(find(ONE, Kind.CREATE_POOL)).contains(later);
  }

  @Test
  void dueStepsComeTheLongestDueFirst() {
    commit(
        chain ->
            Stream.of(
                    step(ONE, Kind.RECORD, 2),
                    step(TWO, Kind.RECORD, 1),
                    step(new MatchId(new UUID(1, 3)), Kind.RECORD, 2),
                    step(new MatchId(new UUID(1, 4)), Kind.RECORD, 4),
                    done(new MatchId(new UUID(1, 5)), Kind.RECORD))
                .forEach(chain::add));

    assertThat(due(NOW.plusSeconds(3), 9))
        .extracting(due -> due.match().value().getLeastSignificantBits())
        .containsExactly(2L, 1L, 3L);
    assertThat(due(NOW.plusSeconds(3), 2)).hasSize(2);
    assertThat(due(NOW.plusSeconds(4), 9)).hasSize(4);
    assertThat(due(NOW.plusMillis(999), 9)).isEmpty();
  }

  @Test
  void stepIsDueOnlyWhenAllEarlierOnesOfItsMatchAreDone() {
    for (Status undone : List.of(Status.WAITING, Status.PENDING, Status.SENT)) {
      MatchId match = new MatchId(new UUID(2, undone.ordinal()));
      commit(
          chain -> {
            chain.add(done(match, Kind.CREATE_POOL));
            chain.add(step(match, Kind.RECORD, 50).with(undone, Optional.empty()));
            chain.add(step(match, Kind.RATE_P1, 0));
          });
    }
    assertThat(due(NOW, 9)).isEmpty();
    for (Status done : List.of(Status.CONFIRMED, Status.SKIPPED, Status.FAILED)) {
      MatchId match = new MatchId(new UUID(3, done.ordinal()));
      commit(
          chain -> {
            chain.add(step(match, Kind.RECORD, 0).with(done, Optional.empty()));
            chain.add(step(match, Kind.RATE_P1, 0));
            chain.add(step(match, Kind.RATE_P2, 0));
          });
    }

    assertThat(due(NOW, 9)).hasSize(3).allMatch(step -> step.kind() == Kind.RATE_P1);
  }

  @Test
  void stepsOfAStatusComeTheOldestFirstAndAreCounted() {
    commit(
        chain -> {
          chain.add(step(ONE, Kind.WAGER, 3));
          chain.add(step(ONE, Kind.RATE_P1, 1));
          chain.add(step(TWO, Kind.RECORD, 2));
          chain.add(done(TWO, Kind.CREATE_POOL));
        });

    assertThat(in(Status.PENDING, 9))
        .extracting(ChainStep::kind)
        .containsExactly(Kind.RATE_P1, Kind.RECORD, Kind.WAGER);
    assertThat(in(Status.PENDING, 2)).hasSize(2);
    assertThat(in(Status.FAILED, 2)).isEmpty();
    assertThat(counts().get(Status.PENDING)).isEqualTo(3);
    assertThat(counts().get(Status.CONFIRMED)).isEqualTo(1);
    assertThat(counts().getOrDefault(Status.SENT, 0L)).isZero();
  }

  @Test
  void noncesAreOfOneWalletOnOneChain() {
    assertThat(nextNonce(ID, WALLET)).isZero();

    commit(
        chain -> {
          chain.put(ID, WALLET, samples.transaction(step(ONE, Kind.RECORD, 0), 4));
          chain.put(ID, OTHER, samples.transaction(step(TWO, Kind.RECORD, 0), 0));
        });

    assertThat(nextNonce(ID, WALLET)).isEqualTo(5);
    assertThat(nextNonce(ID, OTHER)).isEqualTo(1);
    assertThat(nextNonce(BigInteger.ONE, WALLET)).isZero();
    assertThat(followed(BigInteger.ONE, WALLET)).isEmpty();
    assertThat(followed(ID, OTHER)).hasSize(1);
  }

  @Test
  void transactionComesBackWithAllThatWasSigned() {
    ChainTransaction first = samples.transaction(step(ONE, Kind.RECORD, 0), 7);
    commit(chain -> chain.put(ID, WALLET, first));
    assertThat(followed(ID, WALLET)).containsExactly(first);

    ChainTransaction replaced =
        first.sentAt(NOW).replaced(samples.signed(7, 200)).replaced(samples.signed(7, 300));
    commit(chain -> chain.put(ID, WALLET, replaced));
    ChainTransaction mined = replaced.sentAt(NOW.plusSeconds(3)).in(Optional.of(12L));
    commit(chain -> chain.put(ID, WALLET, mined));

    assertThat(followed(ID, WALLET)).containsExactly(mined);
    assertThat(sent(ONE, Kind.RECORD)).contains(mined);
    commit(chain -> chain.put(ID, WALLET, mined.in(Optional.empty())));
    assertThat(followed(ID, WALLET)).containsExactly(mined.in(Optional.empty()));
  }

  @Test
  void closedTransactionIsNotFollowedButItsNonceStaysGiven() {
    commit(
        chain -> {
          for (int nonce = 0; nonce < 3; nonce++) {
            chain.put(ID, WALLET, samples.transaction(step(ONE, Kind.RATE_P1, 0), nonce));
          }
        });

    commit(
        chain -> {
          chain.close(ID, WALLET, 2);
          chain.close(ID, WALLET, 0);
          chain.close(ID, WALLET, 9);
        });

    assertThat(followed(ID, WALLET)).extracting(ChainTransaction::nonce).containsExactly(1L);
    assertThat(nextNonce(ID, WALLET)).isEqualTo(3);
    assertThat(sent(ONE, Kind.RATE_P1)).map(ChainTransaction::nonce).contains(2L);
    assertThat(sent(ONE, Kind.RATE_P2)).isEmpty();
  }

  @Test
  void whatIsRolledBackIsNotThere() {
    try {
      commit(
          chain -> {
            chain.add(step(ONE, Kind.RECORD, 0));
            chain.put(ID, WALLET, samples.transaction(step(ONE, Kind.RECORD, 0), 0));
            throw new IllegalStateException("as told to");
          });
    } catch (IllegalStateException asTold) {
      assertThat(asTold).hasMessage("as told to");
    }

    assertThat(of(ONE)).isEmpty();
    assertThat(nextNonce(ID, WALLET)).isZero();
  }

  @Test
  void ofTwoAtOnceOneTakesANonce() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    Function<MatchId, CompletableFuture<Boolean>> taker =
        match ->
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    together.await(20, TimeUnit.SECONDS);
                  } catch (Exception late) {
                    throw new IllegalStateException(late);
                  }
                  return storage.transact(
                      t -> {
                        if (t.chain().nextNonce(ID, WALLET) != 0) {
                          return false;
                        }
                        t.chain().put(ID, WALLET, transaction(match));
                        return true;
                      });
                });
    CompletableFuture<Boolean> one = taker.apply(ONE);
    CompletableFuture<Boolean> two = taker.apply(TWO);

    assertThat(List.of(one.get(30, TimeUnit.SECONDS), two.get(30, TimeUnit.SECONDS)))
        .containsExactlyInAnyOrder(true, false);
    MatchId won = one.get() ? ONE : TWO;
    assertThat(followed(ID, WALLET))
        .singleElement()
        .satisfies(kept -> assertThat(kept.match()).isEqualTo(won));
  }

  private static ChainTransaction transaction(MatchId match) {
    return new ChainSamples().transaction(step(match, Kind.RECORD, 0), 0);
  }

  @Test
  void forgottenConsumerHoldsNothingBack() {
    storage.transact(
        t -> {
          t.emit(new DomainEvent.ResultSigned(ONE, NOW));
          return null;
        });
    long last = storage.<Long>read(t -> t.outbox().after(0, 9).get(0).sequence());
    storage.transact(
        t -> {
          t.outbox().advance("bus", last);
          t.outbox().advance("chain", 0);
          return null;
        });
    assertThat(storage.<Integer>transact(t -> t.outbox().prune(last))).isZero();

    storage.transact(
        t -> {
          t.outbox().forget("chain");
          t.outbox().forget("nobody");
          return null;
        });

    assertThat(storage.<Integer>transact(t -> t.outbox().prune(last))).isOne();
  }
}
