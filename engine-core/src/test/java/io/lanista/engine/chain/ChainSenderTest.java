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
  private final FakeChain chain = new FakeChain(clock, FakeChain.Trouble.NONE);
  private final ChainHealth health = new ChainHealth(ChainSettings.USUAL);
  private final ChainSender sender =
      new ChainSender(
          storage, Optional.of(chain), ChainSettings.USUAL, health, clock, () -> Long.MAX_VALUE);

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
    for (int i = 0; i < 5; i++) {
      chain.mine();
    }
    turn();
    assertThat(pool(match).status()).isEqualTo(ChainStep.Status.CONFIRMED);
    assertThat(pool(match).poolId()).isPresent();
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
