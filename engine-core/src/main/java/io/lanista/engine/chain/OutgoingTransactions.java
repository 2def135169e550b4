package io.lanista.engine.chain;

import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainHead;
import io.lanista.ports.chain.ChainTransaction;
import io.lanista.ports.chain.Fees;
import io.lanista.ports.storage.Storage;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Hands stored transactions to the node, in the order of their nonces, and offers more for those
 * that stay out of blocks. Nothing goes out that is not stored.
 */
final class OutgoingTransactions {
  private final Storage storage;
  private final Chain chain;
  private final ChainSettings settings;
  private final ChainHealth health;
  private final Clock clock;

  OutgoingTransactions(
      Storage storage, Chain chain, ChainSettings settings, ChainHealth health, Clock clock) {
    this.storage = storage;
    this.chain = chain;
    this.settings = settings;
    this.health = health;
    this.clock = clock;
  }

  /**
   * Sends what is in no block and has to go out, or out again.
   *
   * @return how many are in no block
   * @throws ChainException if one could not be sent: those after it have to wait
   */
  int send(ChainHead head) {
    int unmined = 0;
    for (ChainTransaction transaction :
        storage.read(tx -> tx.chain().followed(head.chainId(), chain.wallet()))) {
      if (transaction.nonce() < head.nonce()) {
        continue;
      }
      if (transaction.sentAt().isEmpty()) {
        send(head, transaction);
      } else if (isStuck(transaction)) {
        offerMore(head, transaction, unmined == 0);
      }
      unmined++;
    }
    return unmined;
  }

  private boolean isStuck(ChainTransaction transaction) {
    return !transaction.sentAt().orElseThrow().plus(settings.stuckAfter()).isAfter(clock.instant());
  }

  /**
   * Those behind the first may only wait for it: then they are sent again, in case they got lost.
   */
  private void offerMore(ChainHead head, ChainTransaction transaction, boolean first) {
    Fees usual = chain.fees();
    boolean low = transaction.newest().fees().max().compareTo(usual.max()) < 0;
    Optional<ChainTransaction> raised =
        first || low ? raise(head, transaction, usual) : Optional.empty();
    send(head, raised.orElse(transaction));
  }

  /** Sends one, for more if the node wants more. */
  void send(ChainHead head, ChainTransaction transaction) {
    try {
      hand(transaction);
    } catch (ChainException refused) {
      if (refused.kind() != ChainException.Kind.UNDERPRICED) {
        throw refused;
      }
      transaction = raise(head, transaction, chain.fees()).orElseThrow(() -> refused);
      hand(transaction);
    }
    ChainTransaction sent = transaction;
    Instant now = clock.instant();
    storage.transact(
        tx -> {
          if (tx.chain().followed(head.chainId(), chain.wallet()).contains(sent)) {
            tx.chain().put(head.chainId(), chain.wallet(), sent.sentAt(now));
          }
          return null;
        });
  }

  private void hand(ChainTransaction transaction) {
    try {
      chain.send(transaction.newest());
    } catch (ChainException refused) {
      // It, or another one, is in a block already: the next look at receipts tells which.
      if (refused.kind() != ChainException.Kind.NONCE_USED) {
        throw refused;
      }
    }
  }

  /** The same for more, stored; empty if the maximum does not allow it or someone else did it. */
  private Optional<ChainTransaction> raise(
      ChainHead head, ChainTransaction transaction, Fees usual) {
    Fees more = transaction.newest().fees().raised().atLeast(usual);
    if (settings.maxFeeWei().filter(most -> more.max().compareTo(most) > 0).isPresent()) {
      return Optional.empty();
    }
    ChainTransaction raised =
        transaction.replaced(
            chain.sign(transaction.call(), transaction.nonce(), transaction.gas(), more));
    Optional<ChainTransaction> stored =
        storage.transact(
            tx -> {
              if (!tx.chain().followed(head.chainId(), chain.wallet()).contains(transaction)) {
                return Optional.empty();
              }
              tx.chain().put(head.chainId(), chain.wallet(), raised);
              tx.chain()
                  .find(raised.match(), raised.step())
                  .filter(
                      step ->
                          step.transaction()
                              .filter(
                                  hash ->
                                      transaction.attempts().stream()
                                          .anyMatch(attempt -> attempt.hash().equals(hash)))
                              .isPresent())
                  .ifPresent(step -> tx.chain().put(step.sentAs(raised.newest().hash())));
              return Optional.of(raised);
            });
    stored.ifPresent(any -> health.countReplaced());
    return stored;
  }
}
