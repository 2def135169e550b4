package io.lanista.ports.room;

import java.util.Locale;

/** The states of a room, in their order (spec 4, Words). The names are stored: rename never. */
public enum RoomStatus {
  /** Before its start. */
  WAITING,
  ACTIVE,
  /** Gameplay is over; late verdicts on what was made in time still count. */
  JUDGING,
  /** Nothing changes any more. */
  ENDED;

  /** Whether verdicts count: from the start of gameplay until the result is final. */
  public boolean isPlayed() {
    return this == ACTIVE || this == JUDGING;
  }

  /** As clients read it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
