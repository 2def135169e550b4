package io.lanista.distribution.server;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock for measuring how long something takes: it tells no time of day, and nobody can set it.
 * It stands still while the machine sleeps, where the system's own does.
 */
final class ElapsingClock extends Clock {
  private final long began = System.nanoTime();

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(System.nanoTime() - began);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("It tells no time of day.");
  }
}
