package io.lanista.engine.chain;

import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainHead;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * How it goes with the chain, as the engine that sends saw it last. Thread-safe. Kept in memory
 * only.
 */
public final class ChainHealth {
  private final BigInteger lowBalance;
  private final LongAdder confirmed = new LongAdder();
  private final LongAdder replaced = new LongAdder();
  private Optional<Instant> lastGood = Optional.empty();
  private Snapshot now =
      new Snapshot(
          State.OFF,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  /** Whether work goes on. */
  public enum State {
    /** No chain is configured, or this engine does not send. */
    OFF,
    OK,
    /** Nothing was lost; it is tried again. */
    WAITING
  }

  /**
   * One look.
   *
   * @param kind what it waits for
   * @param reason the same in a sentence for the operator, without secrets
   * @param since when the state began
   * @param nextTry when there is another look
   * @param head chain and wallet as last seen; empty until they were
   * @param lowBalance whether the wallet has less than is configured as low
   */
  public record Snapshot(
      State state,
      Optional<ChainException.Kind> kind,
      Optional<String> reason,
      Optional<Instant> since,
      Optional<Instant> nextTry,
      Optional<ChainHead> head,
      boolean lowBalance) {}

  @Inject
  public ChainHealth(ChainSettings settings) {
    this.lowBalance = settings.lowBalanceWei();
  }

  public synchronized Snapshot snapshot() {
    return now;
  }

  /** When the last turn ended that nothing held up; empty if none did yet. */
  public synchronized Optional<Instant> lastGood() {
    return lastGood;
  }

  /** How many steps were confirmed since this engine started, again after a reorganisation too. */
  public long confirmed() {
    return confirmed.sum();
  }

  /** How many transactions were offered for a higher fee since this engine started. */
  public long replaced() {
    return replaced.sum();
  }

  void countConfirmed() {
    confirmed.increment();
  }

  void countReplaced() {
    replaced.increment();
  }

  synchronized void saw(ChainHead head) {
    now =
        new Snapshot(
            now.state(),
            now.kind(),
            now.reason(),
            now.since(),
            now.nextTry(),
            Optional.of(head),
            head.balanceWei().compareTo(lowBalance) < 0);
  }

  synchronized void works(Instant at, Instant next) {
    lastGood = Optional.of(at);
    now =
        new Snapshot(
            State.OK,
            Optional.empty(),
            Optional.empty(),
            now.state() == State.OK ? now.since() : Optional.of(at),
            Optional.of(next),
            now.head(),
            now.lowBalance());
  }

  synchronized void waits(ChainException why, Instant at, Instant next) {
    now =
        new Snapshot(
            State.WAITING,
            Optional.of(why.kind()),
            Optional.of(why.getMessage()),
            now.state() == State.WAITING ? now.since() : Optional.of(at),
            Optional.of(next),
            now.head(),
            now.lowBalance());
  }
}
