package io.lanista.plugins.fifo;

import io.lanista.ports.queue.MatchPool;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.QueueName;

/** Whoever waited longest plays next; ratings do not matter. */
final class FifoPolicy implements MatchmakingPolicy {
  @Override
  public MatchPool open(QueueName queue) {
    return new FifoPool();
  }

  @Override
  public boolean usesRatings() {
    return false;
  }
}
