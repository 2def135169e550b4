package io.lanista.engine.room;

import java.time.Duration;

/**
 * What an operator decides about rooms.
 *
 * @param awayAfter without a sign of life, a member is away; longer than the 15 s in which it
 *     should give one
 * @param usualForfeit after being away for as long, where a room does not say; zero for never
 * @param maxOpen how many rooms may be open at once
 * @param maxOpenPerPlayer how many of them one player may have made
 * @param shared whether other engines may write rooms of the same database
 */
public record RoomSettings(
    Duration awayAfter, Duration usualForfeit, int maxOpen, int maxOpenPerPlayer, boolean shared) {
  /** How often members should give a sign of life (spec 4, Forfeit and readiness). */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** The usual ones (spec 4, Forfeit and readiness). */
  public static final RoomSettings DEFAULT =
      new RoomSettings(Duration.ofSeconds(45), Duration.ofSeconds(60), 5_000, 10, false);

  public RoomSettings {
    if (awayAfter.compareTo(HEARTBEAT) <= 0) {
      throw new IllegalArgumentException("Members must be able to beat before they are away.");
    }
    if (usualForfeit.isNegative() || maxOpen < 1 || maxOpenPerPlayer < 1) {
      throw new IllegalArgumentException("The usual forfeit is 0 or more, rooms at least 1.");
    }
  }
}
