package io.lanista.engine.memory;

import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.MatchId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Something that is read, and that commits change.
 *
 * @param kind what it is
 * @param id which one
 */
public record Topic(Kind kind, String id) {
  /** What may change. */
  enum Kind {
    /** What an event's subject names, such as a match with its wager. */
    SUBJECT,
    /** The bookings of an agent, by its connect code. */
    BOOKINGS,
    /** The ratings of a game. */
    RATINGS
  }

  public Topic {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(id);
  }

  /** A match with its reports, its result and its wager. */
  public static Topic match(MatchId match) {
    return new Topic(Kind.SUBJECT, match.toString());
  }

  /** Which matches an agent is booked for. */
  public static Topic bookings(String connectCode) {
    return new Topic(Kind.BOOKINGS, connectCode);
  }

  /** All ratings of a game. */
  public static Topic ratings(String game) {
    return new Topic(Kind.RATINGS, game);
  }

  /** What changed with an event. */
  static List<Topic> of(DomainEvent event) {
    List<Topic> changed = new ArrayList<>(3);
    changed.add(new Topic(Kind.SUBJECT, event.subject().id()));
    if (event instanceof DomainEvent.MatchMade made) {
      changed.add(bookings(made.p1Code()));
      changed.add(bookings(made.p2Code()));
    } else if (event instanceof DomainEvent.MatchCompleted completed) {
      changed.add(ratings(completed.game()));
    } else if (event instanceof DomainEvent.SeriesCompleted completed && completed.rated()) {
      changed.add(ratings(completed.game()));
    }
    return changed;
  }
}
