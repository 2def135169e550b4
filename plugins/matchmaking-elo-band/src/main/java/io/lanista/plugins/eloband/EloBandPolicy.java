package io.lanista.plugins.eloband;

import io.lanista.ports.queue.MatchPool;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.QueueName;

/** Opponents of similar rating; whoever waits longer accepts a greater difference (spec 3). */
final class EloBandPolicy implements MatchmakingPolicy {
  private final Bands bands;

  EloBandPolicy(Bands bands) {
    this.bands = bands;
  }

  @Override
  public MatchPool open(QueueName queue) {
    return new EloBandPool(bands);
  }
}
