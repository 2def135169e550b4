package io.lanista.engine.match;

import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.Subject;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Makes matches. Thread-safe. */
public final class Bookings {
  private final IdSource ids;
  private final MatchSettings settings;

  @Inject
  public Bookings(IdSource ids, MatchSettings settings) {
    this.ids = ids;
    this.settings = settings;
  }

  /** A new match, not stored yet. */
  public Match draft(
      QueueName queue, String runner, String game, Entrant p1, Entrant p2, Instant now) {
    return new Match(
        new MatchId(ids.next()),
        queue,
        runner,
        game,
        MatchStatus.PLAYING,
        p1,
        p2,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.empty());
  }

  /** Stores new matches with what follows from them. */
  public void book(Transaction tx, Collection<Match> drafts) {
    tx.matches().insert(drafts);
    for (Match match : drafts) {
      tx.deadlines()
          .set(
              new Deadline(
                  Subject.match(match.id()),
                  Deadline.Kind.MATCH_EXPIRY,
                  match.createdAt().plus(settings.timeout())));
      tx.emit(
          new DomainEvent.MatchMade(
              match.id(),
              match.queue(),
              match.p1().connectCode(),
              match.p2().connectCode(),
              match.createdAt()));
    }
  }
}
