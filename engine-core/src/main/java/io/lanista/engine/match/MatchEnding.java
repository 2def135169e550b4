package io.lanista.engine.match;

import io.lanista.engine.rating.Ratings;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.Subject;
import io.lanista.ports.match.Decision;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.Reconciliation;
import io.lanista.ports.replay.StoredReplay;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Brings a match to its end, within the caller's transaction. Thread-safe. */
public final class MatchEnding {
  private final Ratings ratings;

  @Inject
  public MatchEnding(Ratings ratings) {
    this.ratings = ratings;
  }

  /**
   * Completes, expires or disputes a locked match, whichever the reconciliation and the recordings
   * call for, with its rating, deadline and event.
   *
   * @return the match as it is now stored
   */
  public Match conclude(Transaction tx, Match match, Reconciliation reports, Instant now) {
    List<StoredReplay> replays = tx.replays().of(match.id());
    Reconciliation ruling = MatchRules.settle(reports, replays);
    Match ended =
        switch (ruling.kind()) {
          case DECIDED ->
              complete(tx, match, ruling.decision().orElseThrow(), ruling.reason(), replays, now);
          case VOID -> expire(tx, match, ruling.reason(), now);
          case DISPUTED -> dispute(tx, match, ruling.reason(), now);
        };
    tx.matches().update(ended);
    tx.deadlines().cancel(Subject.match(match.id()), Deadline.Kind.MATCH_EXPIRY);
    return ended;
  }

  private Match complete(
      Transaction tx,
      Match match,
      Decision decision,
      String reason,
      List<StoredReplay> replays,
      Instant now) {
    Ratings.Changes changes = ratings.apply(tx, match, decision, now);
    tx.emit(
        new DomainEvent.MatchCompleted(
            match.id(), match.game(), decision, changes.p1(), changes.p2(), now));
    return match.completed(
        new Match.Result(
            decision,
            now.getEpochSecond(),
            MatchRules.proof(decision, replays),
            changes.p1(),
            changes.p2()),
        now,
        reason);
  }

  private static Match expire(Transaction tx, Match match, String reason, Instant now) {
    tx.emit(new DomainEvent.MatchExpired(match.id(), reason, now));
    return match.expired(now, reason);
  }

  private static Match dispute(Transaction tx, Match match, String reason, Instant now) {
    tx.emit(new DomainEvent.MatchDisputed(match.id(), reason, now));
    return match.disputed(reason);
  }
}
