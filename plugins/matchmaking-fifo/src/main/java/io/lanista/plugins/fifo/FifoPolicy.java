package io.lanista.plugins.fifo;

import io.lanista.ports.queue.MatchPool;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.QueueName;

/** Whoever waited longest plays next, whatever anybody's rating. */
final class FifoPolicy implements MatchmakingPolicy {
  @Override
  public MatchPool open(QueueName queue) {
    return new FifoPool();
  }

  /** Spares the queue a look-up for every join. */
  @Override
  public boolean usesRatings() {
    return false;
  }
}
