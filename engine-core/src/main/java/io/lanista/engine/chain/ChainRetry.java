package io.lanista.engine.chain;

import io.lanista.engine.match.MatchAccess;
import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts what contracts refused for good back to work, at an operator's word. Thread-safe. Nothing is
 * done twice by it, because what has failed is in no block, or in one that refused it for good.
 */
public final class ChainRetry {
  private final Storage storage;
  private final boolean on;
  private final Clock clock;

  @Inject
  public ChainRetry(Storage storage, Optional<Chain> chain, Clock clock) {
    this.storage = storage;
    this.on = chain.isPresent();
    this.clock = clock;
  }

  /**
   * Makes the failed steps of a match pending, and those that were left out because an earlier one
   * of them failed.
   *
   * @return those it made pending; none if nothing of the match has failed
   * @throws EngineException MATCH_NOT_FOUND
   */
  public List<ChainStep> retry(MatchId match) {
    return storage.transact(
        tx -> {
          MatchAccess.requireLocked(tx, match);
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          List<ChainStep> revived = new ArrayList<>();
          for (ChainStep step : tx.chain().of(match)) {
            boolean leftOut = !revived.isEmpty() && step.status() == ChainStep.Status.SKIPPED;
            if (step.status() == ChainStep.Status.FAILED || leftOut && canBeDone(step)) {
              ChainStep again = StepOutcomes.anew(step, now);
              tx.chain().put(again);
              revived.add(again);
            }
          }
          wake(tx, revived, now);
          return revived;
        });
  }

  /** A rating that there is nothing to post of was not left out for what came before it. */
  private static boolean canBeDone(ChainStep step) {
    boolean rates = step.kind() == ChainStep.Kind.RATE_P1 || step.kind() == ChainStep.Kind.RATE_P2;
    return !rates || step.rating().isPresent();
  }

  /** Without waiting for what a back-off would let it wait. */
  private void wake(Transaction tx, List<ChainStep> revived, Instant now) {
    if (on && !revived.isEmpty()) {
      tx.deadlines().set(new Deadline(ChainSender.SUBJECT, Deadline.Kind.CHAIN, now));
    }
  }
}
