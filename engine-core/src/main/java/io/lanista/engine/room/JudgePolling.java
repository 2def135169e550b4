package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Asks judges about the accounts that play, and draws problems: a thread for every judge that is
 * polled or has problems. Engines that share a database share the schedule, too.
 */
public final class JudgePolling implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JudgePolling.class.getName());

  /** How long a thread looks away when nothing is due. */
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final Duration AFTER_DEFECT = Duration.ofSeconds(1);
  private static final Duration STOPPING = Duration.ofSeconds(5);

  private final List<Thread> threads = new ArrayList<>();

  @Inject
  public JudgePolling(Storage storage, Judges judges, Verdicts verdicts, Clock clock) {
    this(storage, judges, verdicts::take, new SecureRandom(), clock);
  }

  JudgePolling(
      Storage storage,
      Judges judges,
      AccountPoll.Intake intake,
      RandomGenerator random,
      Clock clock) {
    for (Map.Entry<String, Judges.Entry> judge : judges.byName().entrySet()) {
      if (judge.getValue().judge().isPolled() || judge.getValue().source().isPresent()) {
        JudgeTurns turns =
            new JudgeTurns(
                judge.getKey(),
                judge.getValue(),
                storage,
                intake,
                random,
                clock,
                instant -> sleepUntil(instant, clock));
        threads.add(new Thread(() -> run(turns, judge.getKey()), "judge-" + judge.getKey()));
      }
    }
  }

  /** Starts asking. */
  public void start() {
    threads.forEach(Thread::start);
  }

  private static void run(JudgeTurns turns, String judge) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (!turn(turns, judge)) {
          Thread.sleep(LOOK.toMillis());
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean turn(JudgeTurns turns, String judge) throws InterruptedException {
    try {
      return turns.turn();
    } catch (RuntimeException failed) {
      LOG.log(
          // A storage that does not work says so by itself, and once.
          failed instanceof EngineException ? Level.DEBUG : Level.ERROR,
          "Judge " + judge + " is asked again later: " + failed.getMessage(),
          failed);
    } catch (Error defect) {
      LOG.log(Level.ERROR, "Judge " + judge + " is asked again later, after a defect.", defect);
    }
    Thread.sleep(AFTER_DEFECT.toMillis());
    return true;
  }

  private static void sleepUntil(Instant instant, Clock clock) throws InterruptedException {
    long left = Duration.between(clock.instant(), instant).toMillis();
    while (left > 0) {
      Thread.sleep(left);
      left = Duration.between(clock.instant(), instant).toMillis();
    }
  }

  /** Stops asking; waits up to 5 seconds for what is being written. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    long end = System.nanoTime() + STOPPING.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
