package io.lanista.client;

import java.util.List;

/**
 * One frame of a streamed game.
 *
 * @param frame its number; goes up, though a rollback may repeat recent ones
 */
public record Frame(int frame, List<PlayerState> players) {
  /**
   * A player in that frame.
   *
   * @param facingDirection 1 right, -1 left
   */
  public record PlayerState(
      int port,
      double x,
      double y,
      int actionStateId,
      double actionFrame,
      int facingDirection,
      double percent,
      int stocks,
      double shieldHealth,
      boolean isInvincible,
      boolean isInHitstun) {}

  public Frame {
    players = List.copyOf(players);
  }
}
