package io.lanista.distribution.config;

import java.time.Duration;

/**
 * Rooms.
 *
 * @param judge the judge of a room that names none
 * @param awayAfter a member without a heartbeat for so long is away
 * @param forfeitAfter a team that is away for so long more loses, in a room that does not say; zero
 *     for never
 * @param maxOpen rooms that have not ended, in all
 * @param maxOpenPerPlayer the same of those that one player made
 */
public record RoomsConfig(
    String judge, Duration awayAfter, Duration forfeitAfter, int maxOpen, int maxOpenPerPlayer) {
  static RoomsConfig read(Section in) {
    return new RoomsConfig(
        in.text("judge", "hook", 32),
        in.duration(
            "away-after", Duration.ofSeconds(45), Duration.ofSeconds(16), Duration.ofHours(1)),
        in.duration("forfeit-after", Duration.ofSeconds(60), Duration.ZERO, Duration.ofHours(1)),
        in.number("max-open", 5_000, 1, 1_000_000),
        in.number("max-open-per-player", 10, 1, 1_000_000));
  }
}
