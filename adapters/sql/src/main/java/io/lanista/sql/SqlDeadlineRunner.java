package io.lanista.sql;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.schedule.DeadlineHandler;
import io.lanista.ports.schedule.DeadlineRunner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has db-scheduler look for due deadlines and call the handler. How a handling ends is written here
 * and not by db-scheduler, for a deadline may be set or cancelled while it is being handled.
 */
final class SqlDeadlineRunner implements DeadlineRunner {
  private static final Logger LOG = LoggerFactory.getLogger(SqlDeadlineRunner.class);
  private static final int THREADS = 4;
  private static final Duration POLLING = Duration.ofMillis(200);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** Where others wait to take over from an engine that was killed. */
  private static final Duration SHARED_HEARTBEAT = Duration.ofSeconds(2);

  /** After so many an engine counts as killed; the scheduler allows no fewer. */
  private static final int MISSED_HEARTBEATS = 4;

  private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

  /** Later than anything that happens. */
  private static final Instant LATEST = Instant.ofEpochSecond(1L << 40);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final SqlStorage storage;
  private final DataSource database;
  private final Share share;
  private final Clock clock;
  private Scheduler scheduler;
  private boolean stopped;

  SqlDeadlineRunner(SqlStorage storage, DataSource database, Share share, Clock clock) {
    this.storage = storage;
    this.database = database;
    this.share = share;
    this.clock = clock;
  }

  @Override
  public synchronized void start(DeadlineHandler handler) {
    if (scheduler != null) {
      throw new IllegalStateException("Deadlines are being called already.");
    }
    release();
    Duration heartbeat = share.isShared() ? SHARED_HEARTBEAT : HEARTBEAT;
    List<Task<?>> tasks =
        Arrays.stream(Deadline.Kind.values()).<Task<?>>map(kind -> task(kind, handler)).toList();
    scheduler =
        Scheduler.create(database, tasks)
            .tableName("deadlines")
            .jdbcCustomization(new MicrosecondColumns(share))
            .schedulerName(new SchedulerName.Fixed("lanista-" + UUID.randomUUID()))
            .clock(clock::instant)
            .commitWhenAutocommitDisabled(true)
            .threads(THREADS)
            .pollingInterval(POLLING)
            .heartbeatInterval(heartbeat)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(LONGEST_STOP)
            .failureLogging(LogLevel.OFF, false)
            .build();
    scheduler.start();
  }

  /**
   * Gives free what this engine had picked before it was killed. It handles nothing yet, and nobody
   * else handles deadlines of netplay; those of rooms may be handled by others, who are heard.
   */
  private void release() {
    Instant silentSince =
        share.isShared()
            ? clock.instant().minus(SHARED_HEARTBEAT.multipliedBy(MISSED_HEARTBEATS))
            : LATEST;
    boolean netplay = share != Share.ROOMS;
    storage.inSession(
        session -> {
          DeadlineMapper mapper = session.writing(DeadlineMapper.class);
          mapper.forgetCancelled(netplay, silentSince);
          mapper.release(netplay, silentSince);
          return null;
        });
  }

  private Task<Void> task(Deadline.Kind kind, DeadlineHandler handler) {
    return Tasks.custom(kind.name(), Void.class)
        .onFailure((complete, operations) -> retry(complete))
        .onDeadExecution((complete, operations) -> takeOver(complete.getExecution()))
        .execute((instance, context) -> handle(context, handler));
  }

  /** Lets a deadline be handled again that a killed engine was handling. */
  private void takeOver(Execution execution) {
    if (share.handles(Deadline.Kind.valueOf(execution.getTaskName()))) {
      repeat(execution, execution.executionTime, execution.consecutiveFailures);
    }
  }

  private CompletionHandler<Void> handle(ExecutionContext context, DeadlineHandler handler) {
    Execution execution = context.getExecution();
    Optional<Instant> again = handler.due(row(execution).deadline());
    return (complete, operations) ->
        again.ifPresentOrElse(at -> repeat(execution, at, 0), () -> finish(execution));
  }

  private static DeadlineRow row(Execution execution) {
    return new DeadlineRow(
        execution.getTaskName(), execution.getId(), execution.executionTime, execution.version);
  }

  private void retry(ExecutionComplete complete) {
    Execution execution = complete.getExecution();
    int failures = execution.consecutiveFailures + 1;
    Duration pause = pause(failures);
    Throwable cause = complete.getCause().orElse(null);
    if (isStorage(cause)) {
      // The storage says that itself, and once.
      LOG.debug("Deadline {} of {} waits for the database.", execution.getTaskName(), execution);
    } else {
      LOG.warn(
          "Deadline {} of {} failed {} time(s), is tried again in {} s.",
          execution.getTaskName(),
          execution.getId(),
          failures,
          pause.toSeconds(),
          cause);
    }
    repeat(execution, clock.instant().plus(pause), failures);
  }

  private static boolean isStorage(Throwable cause) {
    return cause instanceof EngineException known && known.code() == ErrorCode.STORAGE_UNAVAILABLE;
  }

  /** One second after the first failure, then doubling, at most a minute. */
  static Duration pause(int failures) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 10));
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void finish(Execution execution) {
    storage.inSession(
        session -> {
          DeadlineMapper mapper = session.writing(DeadlineMapper.class);
          mapper.lock(row(execution));
          mapper.finish(row(execution));
          mapper.repeat(
              execution.getTaskName(),
              execution.getId(),
              execution.version,
              execution.executionTime,
              0);
          return null;
        });
  }

  private void repeat(Execution execution, Instant at, int failures) {
    storage.inSession(
        session -> {
          DeadlineMapper mapper = session.writing(DeadlineMapper.class);
          mapper.lock(row(execution));
          mapper.finishCancelled(row(execution));
          mapper.repeat(
              execution.getTaskName(), execution.getId(), execution.version, at, failures);
          return null;
        });
  }

  @Override
  public synchronized void close() {
    if (scheduler != null && !stopped) {
      stopped = true;
      scheduler.stop();
    }
  }
}
