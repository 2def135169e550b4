package io.lanista.engine.room;

import java.time.Duration;

/**
 * What an operator decides about rooms.
 *
 * @param heartbeat how often members should give a sign of life
 * @param awayAfter without a sign of life, a member is away; longer than the heartbeat
 * @param usualForfeit after being away for as long, where a room does not say; zero for never
 * @param maxOpen how many rooms may be open at once
 */
public record RoomSettings(
    Duration heartbeat, Duration awayAfter, Duration usualForfeit, int maxOpen) {
  /** The usual ones (spec 4, Forfeit and readiness). */
  public static final RoomSettings DEFAULT =
      new RoomSettings(
          Duration.ofSeconds(15), Duration.ofSeconds(45), Duration.ofSeconds(60), 5_000);

  public RoomSettings {
    if (heartbeat.isNegative() || heartbeat.isZero() || awayAfter.compareTo(heartbeat) <= 0) {
      throw new IllegalArgumentException("Members must be able to beat before they are away.");
    }
    if (usualForfeit.isNegative() || maxOpen < 1) {
      throw new IllegalArgumentException("The usual forfeit is 0 or more, rooms at least 1.");
    }
  }
}
