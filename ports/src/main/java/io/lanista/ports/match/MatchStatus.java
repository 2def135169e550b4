package io.lanista.ports.match;

import java.util.Locale;

/** Where a match is. {@link #COMPLETED} and {@link #EXPIRED} are final. */
public enum MatchStatus {
  PLAYING,
  /** Has a result, which never changes again. */
  COMPLETED,
  /** Ended without a result and without an effect on ratings. */
  EXPIRED,
  /** Two reports contradict each other; waits for a replay or an operator. */
  DISPUTED;

  public boolean isFinal() {
    return this == COMPLETED || this == EXPIRED;
  }

  /** The word clients see: the name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
