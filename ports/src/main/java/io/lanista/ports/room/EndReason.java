package io.lanista.ports.room;

import java.util.Locale;

/** Why a room's gameplay ended. The names are stored: rename never. */
public enum EndReason {
  /** Its format says that nothing is left to play for. */
  COMPLETED,
  /** Its time was over. */
  TIMEOUT,
  /** Only one team had not left. */
  FORFEIT,
  /** At most one team came. */
  NO_SHOW,
  /** By its creator, or because it could not be played. */
  CANCELLED;

  /** As clients read it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
