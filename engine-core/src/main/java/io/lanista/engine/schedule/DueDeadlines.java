package io.lanista.engine.schedule;

import io.lanista.engine.chain.ChainSender;
import io.lanista.engine.challenge.Challenges;
import io.lanista.engine.match.Matches;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.room.RoomTurns;
import io.lanista.engine.series.HostedSeries;
import io.lanista.engine.wager.Wagers;
import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.schedule.DeadlineHandler;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hands a due deadline to the feature that set it. Thread-safe. */
public final class DueDeadlines implements DeadlineHandler {
  /** A sweep is one batch of the owner loop; longer means the loop is stuck. */
  private static final Duration SWEEP_LIMIT = Duration.ofSeconds(10);

  private final Matches matches;
  private final Wagers wagers;
  private final Queues queues;
  private final RoomTurns rooms;
  private final HostedSeries series;
  private final Challenges challenges;
  private final Retention retention;
  private final ChainSender chain;
  private final Consumer<CompletableFuture<Integer>> await;

  @Inject
  public DueDeadlines(
      Matches matches,
      Wagers wagers,
      Queues queues,
      RoomTurns rooms,
      HostedSeries series,
      Challenges challenges,
      Retention retention,
      ChainSender chain) {
    this(matches, wagers, queues, rooms, series, challenges, retention, chain, DueDeadlines::await);
  }

  /** What a sweep was refused with comes out as it is: a storage that is away is no defect. */
  private static void await(CompletableFuture<Integer> sweep) {
    try {
      sweep.orTimeout(SWEEP_LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof EngineException refused) {
        throw refused;
      }
      throw failed;
    }
  }

  /**
   * Makes a handler that waits its own way.
   *
   * @param await returns when a sweep is done, or throws what it failed with
   */
  DueDeadlines(
      Matches matches,
      Wagers wagers,
      Queues queues,
      RoomTurns rooms,
      HostedSeries series,
      Challenges challenges,
      Retention retention,
      ChainSender chain,
      Consumer<CompletableFuture<Integer>> await) {
    this.matches = matches;
    this.wagers = wagers;
    this.queues = queues;
    this.rooms = rooms;
    this.series = series;
    this.challenges = challenges;
    this.retention = retention;
    this.chain = chain;
    this.await = await;
  }

  @Override
  public Optional<Instant> due(Deadline deadline) {
    String id = deadline.subject().id();
    return switch (deadline.kind()) {
      case MATCH_EXPIRY -> matches.expireIfSilent(new MatchId(UUID.fromString(id)));
      case WAGER_ANSWER -> wagers.expireIfUnanswered(new MatchId(UUID.fromString(id)));
      case QUEUE_SWEEP -> sweep(new QueueName(id));
      case ROOM -> rooms.due(new RoomId(UUID.fromString(id)), deadline.due());
      case SERIES_ACCEPT -> series.due(deadline);
      case CHALLENGE_EXPIRY -> challenges.expireIfUnanswered(new ChallengeId(UUID.fromString(id)));
      case RETENTION -> retention.due(deadline);
      case CHAIN -> chain.turn(deadline);
    };
  }

  private Optional<Instant> sweep(QueueName name) {
    Queue queue;
    try {
      queue = queues.get(name);
    } catch (EngineException noLongerConfigured) {
      return Optional.empty();
    }
    await.accept(queue.sweep());
    matches.forgetEnded();
    return Optional.of(queue.nextSweep());
  }
}
