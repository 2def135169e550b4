package io.lanista.distribution.crash;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Has many agents step, and facts looked at again, on a few threads. */
final class Crowd {
  private static final int THREADS = 12;
  private static final long TO_GATHER_SECONDS = 300;

  /** Something to ask. */
  interface Question {
    void ask(Link link) throws IOException;
  }

  private final ExecutorService threads;
  private final Ledger ledger;
  private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
  private final Queue<Contestant> ready = new ConcurrentLinkedQueue<>();
  private final List<Future<?>> working = new ArrayList<>();
  private volatile boolean over;

  /**
   * A crowd for one life of a server.
   *
   * @param threads enough for {@link #threads()} tasks
   */
  Crowd(ExecutorService threads, Ledger ledger) {
    this.threads = threads;
    this.ledger = ledger;
  }

  static int threads() {
    return THREADS;
  }

  /** Begins; ends with {@link #gather}, or with the last question if there are no agents. */
  void begin(
      Link link,
      Plan plan,
      Collection<Question> toAsk,
      Collection<Contestant> agents,
      Runnable stop) {
    questions.addAll(toAsk);
    List<Contestant> mixed = new ArrayList<>(agents);
    Collections.shuffle(mixed, plan.random(-1));
    ready.addAll(mixed);
    for (int i = 0; i < THREADS; i++) {
      Random random = plan.random(i);
      working.add(threads.submit(() -> work(link, random, stop)));
    }
  }

  private void work(Link link, Random random, Runnable stop) {
    while (!over) {
      Contestant agent = ready.poll();
      Question question = questions.poll();
      if (agent == null && question == null) {
        return;
      }
      try {
        if (question != null) {
          question.ask(link);
        }
        if (agent != null) {
          agent.step(link, random);
          ready.add(agent);
        }
      } catch (IOException broken) {
        if (!link.isDying()) {
          ledger.contradicted("A living server broke a connection: " + broken);
          stop.run();
        }
        // It is known after the restart whether the request was done: the agent rests until then.
        LockSupport.parkNanos(2_000_000);
      } catch (Contradiction found) {
        ledger.contradicted(found.getMessage());
        stop.run();
      } catch (RuntimeException | Error defect) {
        StringWriter trace = new StringWriter();
        defect.printStackTrace(new PrintWriter(trace));
        ledger.contradicted("The harness failed: " + trace);
        stop.run();
      }
    }
  }

  /** Waits until nobody works any more. */
  void gather(boolean end) throws InterruptedException {
    over |= end;
    for (Future<?> one : working) {
      try {
        one.get(TO_GATHER_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException stuck) {
        throw new IllegalStateException("An agent's thread does not end.", stuck);
      }
    }
  }
}
