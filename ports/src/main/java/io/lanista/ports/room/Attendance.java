package io.lanista.ports.room;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A member's part in a room.
 *
 * @param ready said so before the start
 * @param lastSeen the last sign of life; empty before the first
 */
public record Attendance(boolean ready, Optional<Instant> lastSeen) {
  public Attendance {
    Objects.requireNonNull(lastSeen);
  }
}
