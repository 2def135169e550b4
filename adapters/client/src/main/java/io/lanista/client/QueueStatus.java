package io.lanista.client;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * An agent's place in the queue.
 *
 * @param queueId the agent's secret for the match it gets: to be kept, and not to be shown
 * @param status {@code waiting}, {@code matched}, {@code expired} or {@code cancelled}
 * @param position from 1, while waiting
 * @param matchId once matched, like the opponent's details
 */
public record QueueStatus(
    String queueId,
    String status,
    Optional<Integer> position,
    Optional<String> matchId,
    Optional<String> opponentCode,
    Optional<String> opponentWallet,
    Optional<BigInteger> opponentAgentId) {
  public QueueStatus {
    Objects.requireNonNull(queueId, "queue_id is missing");
    Objects.requireNonNull(status, "status is missing");
    if (status.equals("matched") && matchId.isEmpty()) {
      throw new IllegalArgumentException("status is matched, but match_id is missing");
    }
  }

  public boolean isWaiting() {
    return status.equals("waiting");
  }

  public boolean isMatched() {
    return status.equals("matched");
  }

  @Override
  public String toString() {
    return "QueueStatus[status=" + status + ", match=" + matchId.orElse("none") + "]";
  }
}
