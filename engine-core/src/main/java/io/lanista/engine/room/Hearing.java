package io.lanista.engine.room;

import java.time.Instant;

/**
 * Since when this engine can hear members: since its start, or since its storage works again. What
 * could not be said before is held against nobody. Thread-safe.
 */
final class Hearing {
  private volatile Instant since;
  private volatile boolean lost;

  Hearing(Instant start) {
    since = start;
  }

  Instant since() {
    return since;
  }

  /** Nothing could be heard. */
  void lose() {
    lost = true;
  }

  /** Storage works. */
  void regain(Instant now) {
    if (lost) {
      since = now;
      lost = false;
    }
  }
}
