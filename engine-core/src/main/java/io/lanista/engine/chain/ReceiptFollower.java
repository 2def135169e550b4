package io.lanista.engine.chain;

import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainHead;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainStep.Kind;
import io.lanista.ports.chain.ChainStep.Status;
import io.lanista.ports.chain.ChainTransaction;
import io.lanista.ports.chain.Receipt;
import io.lanista.ports.chain.SignedTransaction;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import io.lanista.ports.wager.WagerStatus;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks where transactions are, and brings their steps there. A step gets another nonce only when
 * its old one can no longer bring it into a block: that is what keeps it to once, whatever is
 * reorganised.
 */
final class ReceiptFollower {
  private static final int LOOKS = 128;

  /** A node that is behind knows of no receipt; so many looks in a row hardly all meet one. */
  private static final int LOOKS_TO_GIVE_UP = 8;

  private static final String TAKEN =
      "Its nonce was used by another transaction of the wallet; it is sent again when that cannot"
          + " be undone any more.";

  private final Storage storage;
  private final Chain chain;
  private final ChainSettings settings;
  private final ChainHealth health;
  private final Clock clock;
  private final AtomicInteger turns = new AtomicInteger();

  /**
   * By nonce, how often in a row it was used but not found. What a restart forgets is counted anew.
   */
  private final Map<Long, Integer> missed = new ConcurrentHashMap<>();

  ReceiptFollower(
      Storage storage, Chain chain, ChainSettings settings, ChainHealth health, Clock clock) {
    this.storage = storage;
    this.chain = chain;
    this.settings = settings;
    this.health = health;
    this.clock = clock;
  }

  /** Looks at what is followed, the newest always and the rest in turns. */
  void follow(ChainHead head, Instant end) {
    List<ChainTransaction> followed =
        storage.read(tx -> tx.chain().followed(head.chainId(), chain.wallet()));
    List<ChainTransaction> settled = new ArrayList<>();
    int looks = 0;
    for (ChainTransaction transaction : followed) {
      if (transaction.nonce() >= head.nonce()) {
        if (transaction.block().isPresent()) {
          dropped(head, transaction);
        }
      } else if (isSettled(head, transaction)) {
        settled.add(transaction);
      } else if (clock.instant().isBefore(end)) {
        looks++;
        look(head, transaction);
      }
    }
    int from = settled.isEmpty() ? 0 : Math.floorMod(turns.getAndAdd(LOOKS), settled.size());
    for (int i = 0;
        i < settled.size() && looks < LOOKS && clock.instant().isBefore(end);
        i++, looks++) {
      look(head, settled.get((from + i) % settled.size()));
    }
  }

  private boolean isSettled(ChainHead head, ChainTransaction transaction) {
    return transaction
        .block()
        .filter(block -> head.block() - block > settings.confirmations())
        .isPresent();
  }

  private void look(ChainHead head, ChainTransaction transaction) {
    List<SignedTransaction> attempts = transaction.attempts();
    for (int i = attempts.size() - 1; i >= 0; i--) {
      Optional<Receipt> receipt = chain.receipt(attempts.get(i).hash());
      if (receipt.isPresent()) {
        missed.remove(transaction.nonce());
        found(head, transaction, receipt.get());
        return;
      }
    }
    boolean often = missed.merge(transaction.nonce(), 1, Integer::sum) >= LOOKS_TO_GIVE_UP;
    change(head, transaction, (tx, step) -> taken(tx, head, transaction, step, often));
  }

  /** A change of a step and its transaction, as they were when they were looked at. */
  @FunctionalInterface
  private interface Change {
    void apply(Transaction tx, Optional<ChainStep> step);
  }

  /** The step is empty if it went on to another transaction. */
  private void change(ChainHead head, ChainTransaction seen, Change change) {
    storage.transact(
        tx -> {
          boolean same =
              tx.chain().followed(head.chainId(), chain.wallet()).stream().anyMatch(seen::equals);
          if (same) {
            change.apply(
                tx, tx.chain().find(seen.match(), seen.step()).filter(step -> isOf(step, seen)));
          }
          return null;
        });
  }

  private static boolean isOf(ChainStep step, ChainTransaction transaction) {
    return step.transaction()
        .filter(hash -> transaction.attempts().stream().anyMatch(a -> a.hash().equals(hash)))
        .isPresent();
  }

  /** No longer in a block: it goes out again. */
  private void dropped(ChainHead head, ChainTransaction transaction) {
    missed.remove(transaction.nonce());
    change(
        head,
        transaction,
        (tx, step) -> {
          tx.chain().put(head.chainId(), chain.wallet(), transaction.unsent());
          step.ifPresent(
              known ->
                  tx.chain()
                      .put(
                          known.with(
                              Status.SENT, Optional.of("A reorganisation took it out again."))));
        });
  }

  private void taken(
      Transaction tx,
      ChainHead head,
      ChainTransaction transaction,
      Optional<ChainStep> step,
      boolean often) {
    if (step.isPresent() && !step.get().reason().filter(TAKEN::equals).isPresent()) {
      tx.chain().put(step.get().with(Status.SENT, Optional.of(TAKEN)));
      tx.chain().put(head.chainId(), chain.wallet(), transaction.in(Optional.of(head.block())));
    } else if (often
        && head.block() - transaction.block().orElse(head.block()) >= settings.watchDepth()) {
      missed.remove(transaction.nonce());
      tx.chain().close(head.chainId(), chain.wallet(), transaction.nonce());
      step.ifPresent(known -> tx.chain().put(StepOutcomes.again(known, clock.instant())));
    }
  }

  private void found(ChainHead head, ChainTransaction transaction, Receipt receipt) {
    long depth = head.block() - receipt.block() + 1;
    if (depth > settings.confirmations() + 1
        && depth < settings.watchDepth()
        && transaction.block().filter(block -> block == receipt.block()).isPresent()
        && receipt.succeeded()
        && isConfirmed(transaction)) {
      return; // Nothing can have changed since it was confirmed.
    }
    AtomicBoolean confirmed = new AtomicBoolean();
    change(
        head,
        transaction,
        (tx, step) -> {
          tx.chain()
              .put(head.chainId(), chain.wallet(), transaction.in(Optional.of(receipt.block())));
          if (depth >= settings.watchDepth()) {
            tx.chain().close(head.chainId(), chain.wallet(), transaction.nonce());
          }
          step.ifPresent(
              known -> {
                ChainStep next =
                    receipt.succeeded()
                        ? succeeded(tx, known, transaction, receipt, depth)
                        : reverted(known, receipt, depth);
                tx.chain().put(next);
                confirmed.set(
                    next.status() == Status.CONFIRMED && known.status() != Status.CONFIRMED);
              });
        });
    if (confirmed.get()) {
      health.countConfirmed();
    }
  }

  /** Blocks may come faster than turns, so that its depth alone does not tell. */
  private boolean isConfirmed(ChainTransaction transaction) {
    return storage
        .read(tx -> tx.chain().find(transaction.match(), transaction.step()))
        .filter(step -> step.status() != Status.SENT)
        .isPresent();
  }

  private ChainStep succeeded(
      Transaction tx, ChainStep step, ChainTransaction transaction, Receipt receipt, long depth) {
    ChainStep in = step.sentAs(receipt.hash());
    if (depth < settings.confirmations()) {
      return in.with(Status.SENT, Optional.empty());
    }
    Instant now = clock.instant();
    if (step.kind() == Kind.CREATE_POOL && receipt.poolId().isPresent()) {
      in = StepOutcomes.pool(tx, in, receipt.poolId().get(), now);
    } else if (closedAnother(tx, step, transaction)) {
      return StepOutcomes.again(step, now);
    } else if (step.kind() == Kind.WAGER) {
      StepOutcomes.wager(tx, step.match(), WagerStatus.VOIDED, now);
    }
    return in.with(Status.CONFIRMED, Optional.empty());
  }

  /** Whether the pool got another number after this was signed. */
  private boolean closedAnother(Transaction tx, ChainStep step, ChainTransaction transaction) {
    if (step.kind() != Kind.RESOLVE_POOL && step.kind() != Kind.CANCEL_POOL) {
      return false;
    }
    Optional<BigInteger> pool =
        tx.chain().find(step.match(), Kind.CREATE_POOL).flatMap(ChainStep::poolId);
    return pool.isPresent()
        && !chain
            .encode(
                step.kind() == Kind.RESOLVE_POOL
                    ? new ChainCall.ResolvePool(pool.get())
                    : new ChainCall.CancelPool(pool.get()))
            .equals(transaction.call());
  }

  /** As long as a reorganisation may make it succeed, it is not tried under another nonce. */
  private ChainStep reverted(ChainStep step, Receipt receipt, long depth) {
    String why = "The contract refused " + receipt.hash() + " in block " + receipt.block() + ".";
    return depth < settings.watchDepth()
        ? step.with(Status.SENT, Optional.of(why))
        : StepOutcomes.refused(step, why, clock.instant());
  }
}
