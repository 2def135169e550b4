package io.lanista.engine.schedule;

import io.lanista.engine.chain.ChainSender;
import io.lanista.engine.challenge.Challenges;
import io.lanista.engine.match.Matches;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.room.RoomTurns;
import io.lanista.engine.series.HostedSeries;
import io.lanista.engine.wager.Wagers;
import io.lanista.ports.schedule.DeadlineHandler;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The core's deadline handler, which waits for sweeps as a test says. */
public final class PatientDeadlines {
  private PatientDeadlines() {}

  public static DeadlineHandler handler(
      Matches matches,
      Wagers wagers,
      Queues queues,
      RoomTurns rooms,
      HostedSeries series,
      Challenges challenges,
      Retention retention,
      ChainSender chain,
      Consumer<CompletableFuture<Integer>> await) {
    return new DueDeadlines(
        matches, wagers, queues, rooms, series, challenges, retention, chain, await);
  }
}
