package io.lanista.ports.match;

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
}
