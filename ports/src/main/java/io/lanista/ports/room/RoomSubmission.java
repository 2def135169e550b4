package io.lanista.ports.room;

import java.util.Objects;

/** A submission as the log of a room holds it. */
public record RoomSubmission(Submission submission, TeamId team, State state) {
  /** What became of it. The names are stored: rename never. */
  public enum State {
    /** Written down; nothing was decided about it yet. */
    RECEIVED,
    /** Decided, and made while its problem was open. */
    COUNTED,
    /** Decided, and made at another time: it changes nothing. */
    OUTSIDE
  }

  public RoomSubmission {
    Objects.requireNonNull(submission);
    Objects.requireNonNull(team);
    Objects.requireNonNull(state);
  }

  public RoomSubmission with(State other) {
    return new RoomSubmission(submission, team, other);
  }
}
