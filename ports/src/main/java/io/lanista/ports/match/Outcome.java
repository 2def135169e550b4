package io.lanista.ports.match;

/** How a side says its match ended. */
public enum Outcome {
  /** Played to the end; the numbers tell who won. */
  COMPLETED,
  /** The connection to the other side was lost. */
  DISCONNECT,
  /** Something failed on the reporter's own side. */
  ERROR,
  /** The reporter won, as it says, with or without numbers. */
  WON,
  /** The reporter lost, as it says, with or without numbers. */
  LOST
}
