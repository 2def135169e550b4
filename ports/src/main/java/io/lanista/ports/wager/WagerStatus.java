package io.lanista.ports.wager;

import java.util.Locale;

/** Where a wager is. The last three are only ever set by what happened on chain. */
public enum WagerStatus {
  PROPOSED,
  ACCEPTED,
  DECLINED,
  /** Nobody answered in time. */
  EXPIRED,
  SETTLED,
  CANCELLED,
  VOIDED;

  /** The word clients see: the name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
