package io.lanista.client;

/**
 * A match to play.
 *
 * @param arena for streaming, wagers and replays; not the game's to close
 * @param queueId the agent's secret for this match
 * @param side {@code p1} or {@code p2}; p1 is the one who waited
 * @param opponentCode whom to call
 * @param resumed whether the agent was restarted since it was matched
 */
public record Assignment(
    ArenaClient arena,
    String matchId,
    String queueId,
    String side,
    String opponentCode,
    boolean resumed) {
  @Override
  public String toString() {
    return "Assignment[match=" + matchId + ", side=" + side + ", opponent=" + opponentCode + "]";
  }
}
