package io.lanista.ports.chain;

import io.lanista.ports.match.MatchId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One nonce of the wallet and what it was given to. A nonce once given stays with its step until
 * one of the attempts is in a block for good, or someone else's transaction has taken it.
 *
 * @param gas units of gas it may use
 * @param attempts what was signed for it, oldest first: the same call for rising fees. Any of them
 *     may be the one in a block
 * @param sentAt when the newest attempt went out first; empty if it did not yet
 * @param block the block it was last seen in; empty if in none
 */
public record ChainTransaction(
    long nonce,
    MatchId match,
    ChainStep.Kind step,
    EncodedCall call,
    long gas,
    List<SignedTransaction> attempts,
    Optional<Instant> sentAt,
    Optional<Long> block) {
  public ChainTransaction {
    Objects.requireNonNull(match);
    Objects.requireNonNull(step);
    Objects.requireNonNull(call);
    attempts = List.copyOf(attempts);
    Objects.requireNonNull(sentAt);
    Objects.requireNonNull(block);
    if (attempts.isEmpty()) {
      throw new IllegalArgumentException("A transaction was signed at least once.");
    }
  }

  /** This transaction with one more attempt, which did not go out yet. */
  public ChainTransaction replaced(SignedTransaction attempt) {
    List<SignedTransaction> more = new ArrayList<>(attempts);
    more.add(attempt);
    return new ChainTransaction(nonce, match, step, call, gas, more, Optional.empty(), block);
  }

  /** This transaction, whose newest attempt went out. */
  public ChainTransaction sentAt(Instant at) {
    return new ChainTransaction(nonce, match, step, call, gas, attempts, Optional.of(at), block);
  }

  /** This transaction, in no block any more: it has to go out again. */
  public ChainTransaction unsent() {
    return new ChainTransaction(
        nonce, match, step, call, gas, attempts, Optional.empty(), Optional.empty());
  }

  /** This transaction, seen in a block or in none. */
  public ChainTransaction in(Optional<Long> where) {
    return new ChainTransaction(nonce, match, step, call, gas, attempts, sentAt, where);
  }

  /** The newest attempt. */
  public SignedTransaction newest() {
    return attempts.get(attempts.size() - 1);
  }
}
