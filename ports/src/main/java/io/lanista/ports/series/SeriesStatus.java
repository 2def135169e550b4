package io.lanista.ports.series;

import java.util.Locale;

/** Where a series is. {@link #COMPLETED} and {@link #VOID} are final. */
public enum SeriesStatus {
  /** Both were told and have to accept. */
  OFFERED,
  /** Both accepted; it waits for a place to be played in. */
  STARTING,
  PLAYING,
  /** Has a winner, who never changes. */
  COMPLETED,
  /** Ended without a winner and without an effect on ratings. */
  VOID;

  public boolean isFinal() {
    return this == COMPLETED || this == VOID;
  }

  /** Whether its players are bound to it, and can be in no other one. */
  public boolean isLive() {
    return !isFinal();
  }

  /** The word clients see: the name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
