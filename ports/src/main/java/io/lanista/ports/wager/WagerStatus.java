package io.lanista.ports.wager;

/** Where a wager is. The last three are only ever set by what happened on chain. */
public enum WagerStatus {
  PROPOSED,
  ACCEPTED,
  DECLINED,
  /** Nobody answered in time. */
  EXPIRED,
  SETTLED,
  CANCELLED,
  VOIDED
}
