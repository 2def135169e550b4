package io.lanista.engine.chain;

import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainHead;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainStep.Status;
import io.lanista.ports.chain.ChainTransaction;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.chain.SignedTransaction;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes up steps that are due: leaves them, ends them, or gives them a nonce and sends them. */
final class NewTransactions {
  /** Nodes keep few transactions of one sender. */
  static final int MOST_UNMINED = 16;

  private static final int STEPS_A_TURN = 64;

  private final Storage storage;
  private final Chain chain;
  private final StepRules rules;
  private final OutgoingTransactions outgoing;
  private final Clock clock;

  NewTransactions(Storage storage, Chain chain, OutgoingTransactions outgoing, Clock clock) {
    this.storage = storage;
    this.chain = chain;
    this.rules = new StepRules(storage, chain);
    this.outgoing = outgoing;
    this.clock = clock;
  }

  /**
   * Takes up what is due.
   *
   * @param unmined how many transactions are in no block
   * @param end when to begin nothing any more
   */
  void take(ChainHead head, int unmined, Instant end) {
    Instant now = clock.instant();
    int free = MOST_UNMINED - unmined;
    List<ChainStep> due = storage.read(tx -> tx.chain().due(now, STEPS_A_TURN));
    for (ChainStep step : due) {
      if (free <= 0 || !clock.instant().isBefore(end)) {
        return;
      }
      Decision decision;
      try {
        decision = rules.decide(step, now);
        if (decision instanceof Decision.Send send) {
          send(head, step, send.call());
          free--;
          continue;
        }
      } catch (ChainException refused) {
        if (refused.kind() != ChainException.Kind.REVERTED) {
          throw refused;
        }
        write(step, StepOutcomes.refused(step, refused.getMessage(), now));
        continue;
      }
      if (decision instanceof Decision.Later later) {
        write(step, step.with(Status.PENDING, Optional.of(later.reason())).dueAt(later.due()));
      } else if (decision instanceof Decision.End over) {
        end(step, over, now);
      }
    }
  }

  private void write(ChainStep was, ChainStep is) {
    storage.transact(
        tx -> {
          if (isStill(tx, was)) {
            tx.chain().put(is);
          }
          return null;
        });
  }

  private void end(ChainStep step, Decision.End over, Instant now) {
    storage.transact(
        tx -> {
          if (isStill(tx, step)) {
            tx.chain().put(step.with(over.status(), Optional.of(over.reason())));
            over.wager().ifPresent(became -> StepOutcomes.wager(tx, step.match(), became, now));
          }
          return null;
        });
  }

  private static boolean isStill(Transaction tx, ChainStep step) {
    return tx.chain().find(step.match(), step.kind()).filter(step::equals).isPresent()
        && tx.chain().of(step.match()).stream()
            .filter(earlier -> earlier.kind().compareTo(step.kind()) < 0)
            .allMatch(earlier -> earlier.status().isDone());
  }

  /** Stores it under the next nonce, and only then sends it. */
  private void send(ChainHead head, ChainStep step, ChainCall call) {
    EncodedCall encoded = chain.encode(call);
    long gas = chain.gas(encoded);
    long next = storage.read(tx -> tx.chain().nextNonce(head.chainId(), chain.wallet()));
    SignedTransaction signed = chain.sign(encoded, Math.max(head.nonce(), next), gas, chain.fees());
    ChainTransaction transaction =
        new ChainTransaction(
            signed.nonce(),
            step.match(),
            step.kind(),
            encoded,
            gas,
            List.of(signed),
            Optional.empty(),
            Optional.empty());
    boolean stored =
        storage.transact(
            tx -> {
              if (!isStill(tx, step)
                  || tx.chain().nextNonce(head.chainId(), chain.wallet()) != next) {
                return false;
              }
              tx.chain().put(step.with(Status.SENT, Optional.empty()).sentAs(signed.hash()));
              tx.chain().put(head.chainId(), chain.wallet(), transaction);
              return true;
            });
    if (stored) {
      outgoing.send(head, transaction);
    }
  }
}
