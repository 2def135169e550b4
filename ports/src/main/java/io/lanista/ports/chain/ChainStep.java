package io.lanista.ports.chain;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.Bytes32;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing to be done on chain for a match, once.
 *
 * @param due when it is looked at next
 * @param tries how often it was refused for good by the contract
 * @param reason why it waits, was left out or failed, in a sentence
 * @param transaction the hash under which it was last sent, once it was
 * @param rating what a rating step posts, as it was when the match completed
 * @param poolId the pool a CREATE_POOL step made, once it is known
 */
public record ChainStep(
    MatchId match,
    Kind kind,
    Status status,
    Instant createdAt,
    Instant due,
    int tries,
    Optional<String> reason,
    Optional<Bytes32> transaction,
    Optional<ChainCall.PostRating> rating,
    Optional<BigInteger> poolId) {
  /**
   * What is done, in the order within a match: a step waits for those before it. Stored by name:
   * rename never.
   */
  public enum Kind {
    CREATE_POOL,
    RECORD,
    RATE_P1,
    RATE_P2,
    RESOLVE_POOL,
    CANCEL_POOL,
    /** Follows an accepted wager until its money has moved, and voids that of an expired match. */
    WAGER
  }

  /** How far it is. */
  public enum Status {
    /** Nothing to do yet: the match's result is not signed by both sides. */
    WAITING,
    /** Nothing was signed yet. */
    PENDING,
    /** Has a nonce; its transaction is stored and goes out, or is out. */
    SENT,
    /** In a block, under enough others. A reorganisation makes it SENT again. */
    CONFIRMED,
    /** There was nothing to do; the reason says why. */
    SKIPPED,
    /** Refused for good; the reason says why. */
    FAILED;

    /** Whether the steps after it may go on. */
    public boolean isDone() {
      return this == CONFIRMED || this == SKIPPED || this == FAILED;
    }

    /** The word clients see: the name in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ChainStep {
    Objects.requireNonNull(match);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(status);
    Objects.requireNonNull(createdAt);
    Objects.requireNonNull(due);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(transaction);
    Objects.requireNonNull(rating);
    Objects.requireNonNull(poolId);
    if (tries < 0) {
      throw new IllegalArgumentException("A number of tries is not negative.");
    }
  }

  /** A step that was not looked at yet. */
  public static ChainStep of(MatchId match, Kind kind, Status status, Instant at) {
    return new ChainStep(
        match,
        kind,
        status,
        at,
        at,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** This step in another state, for a reason or none. */
  public ChainStep with(Status next, Optional<String> why) {
    return new ChainStep(
        match, kind, next, createdAt, due, tries, why, transaction, rating, poolId);
  }

  /** This step, looked at next at another instant. */
  public ChainStep dueAt(Instant next) {
    return new ChainStep(
        match, kind, status, createdAt, next, tries, reason, transaction, rating, poolId);
  }

  /** This step, refused once more. */
  public ChainStep triedOnceMore() {
    return new ChainStep(
        match, kind, status, createdAt, due, tries + 1, reason, transaction, rating, poolId);
  }

  /** This step, sent under a hash. */
  public ChainStep sentAs(Bytes32 hash) {
    return new ChainStep(
        match, kind, status, createdAt, due, tries, reason, Optional.of(hash), rating, poolId);
  }

  /** This step, with what it posts. */
  public ChainStep posting(ChainCall.PostRating posted) {
    return new ChainStep(
        match,
        kind,
        status,
        createdAt,
        due,
        tries,
        reason,
        transaction,
        Optional.of(posted),
        poolId);
  }

  /** This step, with the pool it made. */
  public ChainStep made(BigInteger pool) {
    return new ChainStep(
        match, kind, status, createdAt, due, tries, reason, transaction, rating, Optional.of(pool));
  }
}
