package io.lanista.ports.match;

/** How a side says its match ended. */
public enum Outcome {
  /** Played to the end; the numbers tell who won. */
  COMPLETED,
  DISCONNECT,
  ERROR,
  WON,
  LOST
}
