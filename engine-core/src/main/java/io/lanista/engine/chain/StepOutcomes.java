package io.lanista.engine.chain;

import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainStep.Kind;
import io.lanista.ports.chain.ChainStep.Status;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.storage.Transaction;
import io.lanista.ports.wager.WagerStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a step, within a transaction. */
final class StepOutcomes {
  private static final int MOST_TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration CLAIM_PAUSE = Duration.ofMinutes(1);

  private StepOutcomes() {}

  /** The step after the contract refused it: tried again later, at most three times in all. */
  static ChainStep refused(ChainStep step, String why, Instant now) {
    if (step.kind() == Kind.WAGER) {
      // The chain's clock may be behind ours; the money has to come free.
      return step.with(Status.PENDING, Optional.of(why)).dueAt(now.plus(CLAIM_PAUSE));
    }
    ChainStep tried = step.triedOnceMore();
    if (tried.tries() >= MOST_TRIES) {
      return tried.with(Status.FAILED, Optional.of(why));
    }
    return tried
        .with(Status.PENDING, Optional.of(why))
        .dueAt(now.plus(FIRST_PAUSE.multipliedBy(tried.tries() * tried.tries())));
  }

  /** Writes what became of the match's wager on chain. */
  static void wager(Transaction tx, MatchId match, WagerStatus status, Instant now) {
    tx.matches().lock(match);
    tx.wagers()
        .find(match)
        .filter(wager -> wager.status() != status)
        .ifPresent(
            wager -> {
              tx.wagers().put(wager.with(status));
              tx.emit(new DomainEvent.WagerChanged(match, status, now));
            });
  }

  /**
   * Writes which pool a match has. A reorganisation may give it another number: what was done to
   * the one with the number it had is looked at again.
   */
  static ChainStep pool(Transaction tx, ChainStep create, BigInteger pool, Instant now) {
    if (create.poolId().filter(pool::equals).isPresent()) {
      return create;
    }
    if (create.poolId().isPresent()) {
      for (Kind kind : new Kind[] {Kind.RESOLVE_POOL, Kind.CANCEL_POOL}) {
        tx.chain()
            .find(create.match(), kind)
            .filter(step -> step.status().isDone())
            .ifPresent(step -> tx.chain().put(again(step, now)));
      }
    }
    return create.made(pool);
  }

  /** The step as if it had not been sent. */
  static ChainStep again(ChainStep step, Instant now) {
    return pending(step, now, step.tries());
  }

  /** The step as if nobody had refused it either. */
  static ChainStep anew(ChainStep step, Instant now) {
    return pending(step, now, 0);
  }

  private static ChainStep pending(ChainStep step, Instant now, int tries) {
    return new ChainStep(
        step.match(),
        step.kind(),
        Status.PENDING,
        step.createdAt(),
        now,
        tries,
        Optional.empty(),
        Optional.empty(),
        step.rating(),
        step.poolId());
  }
}
