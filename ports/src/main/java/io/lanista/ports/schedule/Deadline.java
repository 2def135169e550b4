package io.lanista.ports.schedule;

import io.lanista.ports.event.Subject;
import java.time.Instant;
import java.util.Objects;

/** Something that falls due. There is at most one per subject and kind. */
public record Deadline(Subject subject, Kind kind, Instant due) {
  /** What falls due. The name is stored: rename never. */
  public enum Kind {
    /** A match without a result may have to expire. */
    MATCH_EXPIRY,
    /** An open wager proposal may have to expire. */
    WAGER_ANSWER,
    /** A queue looks for tickets nobody asks for any more. */
    QUEUE_SWEEP,
    /** Something in a room may be due. */
    ROOM,
    /** A series may have to end because not both accepted, or someone has to go back to a queue. */
    SERIES_ACCEPT,
    /** An open challenge may have to expire. */
    CHALLENGE_EXPIRY,
    /** What is kept for a while may be old enough to go. */
    RETENTION,
    /** Something may have to be done on chain. */
    CHAIN
  }

  public Deadline {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(due);
  }
}
