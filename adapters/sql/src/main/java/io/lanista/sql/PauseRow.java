package io.lanista.sql;

import io.lanista.ports.storage.PollStore.Pause;
import java.time.Instant;

/** A row of the pauses. */
record PauseRow(String judge, Instant pausedUntil, int failures, String reason) {
  static PauseRow of(String judge, Pause pause) {
    return new PauseRow(judge, pause.until(), pause.failures(), pause.reason());
  }

  Pause pause() {
    return new Pause(pausedUntil, failures, reason);
  }
}
