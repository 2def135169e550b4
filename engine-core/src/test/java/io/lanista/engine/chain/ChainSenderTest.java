package io.lanista.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.MovableClock;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.FakeChain;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.storage.InMemoryStorage;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChainSenderTest {
  private final MovableClock clock = new MovableClock();
  private final InMemoryStorage storage = new InMemoryStorage();
  private final Told trouble = new Told();
  private final FakeChain chain = new FakeChain(clock, trouble);
  private final ChainHealth health = new ChainHealth(ChainSettings.USUAL);
  private final ChainSender sender =
      new ChainSender(
          storage, Optional.of(chain), ChainSettings.USUAL, health, clock, () -> Long.MAX_VALUE);

  /** A node that does what a test says. */
  private static final class Told implements FakeChain.Trouble {
    private boolean behind;
    private Runnable beforePoolIsAskedFor = () -> {};

    @Override
    public void before(String call) {
      if (call.equals("isPoolOpen")) {
        beforePoolIsAskedFor.run();
      }
    }

    @Override
    public boolean isBehind() {
      return behind;
    }
  }

  private Duration turn() {
    Deadline due = new Deadline(ChainSender.SUBJECT, Deadline.Kind.CHAIN, clock.instant());
    Instant next = sender.turn(due).orElseThrow();
    return Duration.between(clock.instant(), next);
  }

  private int pruned() {
    return storage.transact(
        tx -> {
          tx.emit(new DomainEvent.ResultSigned(new MatchId(new UUID(1, 1)), clock.instant()));
          tx.outbox().advance("bus", 99);
          return tx.outbox().prune(99);
        });
  }

  @Test
  void eventsAreKeptForAConfiguredChainAndForNoOther() {
    sender.start();
    assertThat(pruned()).isZero();
    assertThat(storage.deadlines()).hasSize(1);

    NoChain.sender(storage, clock).start();

    assertThat(pruned()).isEqualTo(2);
    assertThat(storage.deadlines()).isEmpty();
  }

  @Test
  void troubleMakesPausesLongerAndIsSaidUntilItIsOver() {
    chain.chainId(BigInteger.ONE);
    Instant began = clock.instant();

    Duration first = turn();
    clock.advance(first);
    Duration second = turn();
    clock.advance(second);
    for (int i = 0; i < 20; i++) {
      clock.advance(turn());
    }

    assertThat(first).isBetween(Duration.ofMillis(800), Duration.ofSeconds(1));
    assertThat(second).isBetween(Duration.ofMillis(1_600), Duration.ofSeconds(2));
    assertThat(turn()).isBetween(Duration.ofSeconds(48), Duration.ofSeconds(60));
    assertThat(health.snapshot().state()).isEqualTo(ChainHealth.State.WAITING);
    assertThat(health.snapshot().kind()).contains(ChainException.Kind.WRONG_CHAIN);
    assertThat(health.snapshot().since()).contains(began);

    chain.chainId(FakeChain.ID);
    assertThat(turn()).isEqualTo(ChainSettings.USUAL.pollInterval());
    assertThat(health.snapshot().state()).isEqualTo(ChainHealth.State.OK);
    assertThat(health.snapshot().reason()).isEmpty();
  }

  @Test
  void lowBalanceIsSaid() {
    turn();
    assertThat(health.snapshot().lowBalance()).isFalse();
    chain.balance(BigInteger.TEN.pow(16));
    turn();
    assertThat(health.snapshot().lowBalance()).isTrue();
  }

  @Test
  void stepIsConfirmedThoughManyBlocksComeBetweenTwoTurns() {
    Match match = matchOfTwoWallets();
    turn();
    chain.mine();
    turn();
    assertThat(pool(match).status()).isEqualTo(ChainStep.Status.SENT);
    mine(5);
    turn();
    assertThat(pool(match).status()).isEqualTo(ChainStep.Status.CONFIRMED);
    assertThat(pool(match).poolId()).isPresent();
  }

  /** Found by the simulation, seed 2054: a rating was posted twice. */
  @Test
  void nothingIsSentAgainBecauseANodeIsBehindForAWhile() {
    Match match = matchOfTwoWallets();
    turn();
    mine(5);
    turn();
    trouble.behind = true;
    turn();
    mine(ChainSettings.USUAL.watchDepth() + 5);
    turn();
    trouble.behind = false;
    turn();

    assertThat(pool(match).status()).isEqualTo(ChainStep.Status.CONFIRMED);
    assertThat(chain.waiting()).isZero();
    assertThat(chain.done()).hasSize(1);
  }

  /** Found by the simulation, seed 156: the pool stayed open for ever. */
  @Test
  void poolWhoseMakingIsTakenOutWhileItIsLookedAtIsClosedWhenItIsBack() {
    Match match = matchOfTwoWallets();
    turn();
    mine(3);
    turn();
    expire(match);
    trouble.beforePoolIsAskedFor =
        () -> {
          trouble.beforePoolIsAskedFor = () -> {};
          chain.reorganise(5, false);
        };

    for (int i = 0; i < 12; i++) {
      turn();
      mine(1);
      clock.advance(Duration.ofSeconds(3));
    }

    assertThat(chain.openPools()).isZero();
    assertThat(chain.done()).hasSize(2);
  }

  private void mine(int blocks) {
    for (int i = 0; i < blocks; i++) {
      chain.mine();
    }
  }

  private void expire(Match match) {
    storage.transact(
        tx -> {
          tx.matches()
              .update(
                  tx.matches().lock(match.id()).orElseThrow().expired(clock.instant(), "silence"));
          tx.emit(new DomainEvent.MatchExpired(match.id(), "silence", clock.instant()));
          return null;
        });
  }

  private ChainStep pool(Match match) {
    return storage
        .read(tx -> tx.chain().find(match.id(), ChainStep.Kind.CREATE_POOL))
        .orElseThrow();
  }

  private Match matchOfTwoWallets() {
    Match match =
        new Match(
            new MatchId(new UUID(9, 1)),
            new QueueName("netplay"),
            "slippi-netplay",
            "melee",
            MatchStatus.PLAYING,
            entrant(1),
            entrant(2),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            clock.instant(),
            Optional.empty(),
            Optional.empty());
    return storage.transact(
        tx -> {
          tx.matches().insert(List.of(match));
          tx.emit(new DomainEvent.MatchMade(match.id(), match.queue(), "A", "B", clock.instant()));
          return match;
        });
  }

  private static Entrant entrant(int number) {
    return new Entrant(
        "A#" + number,
        "A#" + number,
        Optional.empty(),
        Optional.of(WalletAddress.parse(String.format("0x%040x", number))),
        Optional.of(BigInteger.valueOf(number)),
        Optional.empty());
  }
}
