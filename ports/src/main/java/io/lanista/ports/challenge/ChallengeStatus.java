package io.lanista.ports.challenge;

import java.util.Locale;

/** Where a challenge is. Only {@link #OPEN} ever changes. */
public enum ChallengeStatus {
  OPEN,
  /** It became a match. */
  ACCEPTED,
  DECLINED,
  /** Nobody answered in time. */
  EXPIRED;

  /** The word clients see: the name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
