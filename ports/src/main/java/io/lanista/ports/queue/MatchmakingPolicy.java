package io.lanista.ports.queue;

/**
 * A rule by which waiting agents are paired. Thread-safe; keeps its state in the pools it opens.
 */
public interface MatchmakingPolicy {
  /** Opens an empty pool for a queue. */
  MatchPool open(QueueName queue);
}
