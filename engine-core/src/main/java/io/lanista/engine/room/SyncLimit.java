package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often a user may have a judge asked. Thread-safe; remembers a minute of requests. */
final class SyncLimit {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** Guarded by itself; the oldest first. */
  private final Map<PlayerId, Instant> last = new LinkedHashMap<>();

  /**
   * Counts a request.
   *
   * @throws EngineException RATE_LIMITED if the user made one less than a minute ago
   */
  void take(PlayerId player, Instant now) {
    synchronized (last) {
      last.values().removeIf(at -> !now.isBefore(at.plus(PAUSE)));
      if (last.putIfAbsent(player, now) != null) {
        throw new EngineException(
            ErrorCode.RATE_LIMITED,
            "The judge can be asked once a minute; it is asked regularly without that.");
      }
    }
  }
}
