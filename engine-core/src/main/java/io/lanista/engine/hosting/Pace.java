package io.lanista.engine.hosting;

import java.util.concurrent.TimeUnit;

/** Holds a game to so many frames a second; it does not catch up on what it lost. */
final class Pace {
  private final Ticks ticks;
  private final long frame;
  private long due;

  /**
   * From now on.
   *
   * @param perSecond 0 for no pace at all
   */
  Pace(Ticks ticks, int perSecond) {
    this.ticks = ticks;
    this.frame = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.due = ticks.nanos();
  }

  /** Waits until the next frame is due. */
  void next() throws InterruptedException {
    if (frame == 0) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return;
    }
    due += frame;
    long left = due - ticks.nanos();
    if (left > 0) {
      ticks.sleep(left);
    } else if (left < -frame) {
      due = ticks.nanos();
    }
  }
}
