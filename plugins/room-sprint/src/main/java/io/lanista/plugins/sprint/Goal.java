package io.lanista.plugins.sprint;

/** How many problems win a room. */
@FunctionalInterface
interface Goal {
  /** At least 1, for a room of so many problems. */
  int of(int problems);
}
