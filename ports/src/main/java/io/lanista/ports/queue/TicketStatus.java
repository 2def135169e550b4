package io.lanista.ports.queue;

import java.util.Locale;

/** Where a ticket is. Only {@link #WAITING} ever changes. */
public enum TicketStatus {
  WAITING,
  MATCHED,
  /** Nobody asked for it within the allowance. */
  EXPIRED,
  /** Its agent left, or joined again. */
  CANCELLED;

  /** The word clients see: the name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
