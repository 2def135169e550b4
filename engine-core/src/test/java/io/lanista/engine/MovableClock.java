package io.lanista.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class MovableClock extends Clock {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

  private final AtomicReference<Duration> set = new AtomicReference<>(Duration.ZERO);

  /** Moves on. */
  public void advance(Duration by) {
    now.updateAndGet(at -> at.plus(by));
  }

  /** Is set, though no time passes. */
  public void set(Duration by) {
    set.updateAndGet(before -> before.plus(by));
    advance(by);
  }

  /** One that moves on with this one, and is never set. */
  public Clock elapsing() {
    return new Elapsing();
  }

  private final class Elapsing extends Clock {
    @Override
    public Instant instant() {
      return now.get().minus(set.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("The core uses instants only.");
    }
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("The core uses instants only.");
  }
}
