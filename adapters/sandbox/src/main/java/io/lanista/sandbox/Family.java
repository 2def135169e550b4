package io.lanista.sandbox;

import java.time.Duration;
import java.util.OptionalLong;

/** A program with everything it started. Thread-safe. */
interface Family {
  /** The program's process, as this machine counts; empty if it ended. */
  OptionalLong program();

  /** Kills all of it; does not wait. */
  void kill();

  /** Waits until nothing is left. False if something is, after so long. */
  boolean awaitNone(Duration most) throws InterruptedException;
}
