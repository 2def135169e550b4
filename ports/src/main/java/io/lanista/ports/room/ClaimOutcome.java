package io.lanista.ports.room;

/** What became of a claim. */
public enum ClaimOutcome {
  /** Nobody owned the problem; the claimant does now. */
  CLAIMED,
  /** Somebody owned it by a later submission; the claimant does now. */
  RECLAIMED,
  /** This very submission owns it already; nothing changed. */
  HELD,
  /** Somebody owns it by an earlier submission; nothing changed. */
  LOST
}
