package io.lanista.ports.queue;

/** Where a ticket is. Only {@link #WAITING} ever changes. */
public enum TicketStatus {
  WAITING,
  MATCHED,
  /** Nobody asked for it within the allowance. */
  EXPIRED,
  /** Its agent left, or joined again. */
  CANCELLED
}
