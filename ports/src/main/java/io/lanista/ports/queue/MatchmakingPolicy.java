package io.lanista.ports.queue;

/**
 * A rule by which waiting agents are paired. Thread-safe; keeps its state in the pools it opens.
 */
public interface MatchmakingPolicy {
  /** Opens an empty pool for a queue. */
  MatchPool open(QueueName queue);

  /**
   * Whether the rating of a candidate matters. A policy that answers false spares the queue a
   * look-up for every join and is given 0 for everyone.
   */
  default boolean usesRatings() {
    return true;
  }
}
