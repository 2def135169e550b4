package io.lanista.engine.simulation;

import io.lanista.engine.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Decides by a seed who moves next. Of all tasks exactly one moves at a time, until it pauses or
 * ends, so a run depends on nothing but the seed. Time stands still while anyone can move, but for
 * a little that each step takes.
 */
final class Schedule {
  private static final Instant NEVER = Instant.MAX;
  private final Random random;
  private final MovableClock clock;
  private final Trace trace;
  private final Findings findings;
  private final Carriers carriers;
  private final Semaphore stopped = new Semaphore(0);
  private BooleanSupplier stop = () -> false;
  private final List<Task> tasks = new ArrayList<>();
  private Task current;
  private boolean ended;
  private long steps;

  /** Unwinds tasks when the run is over; an Error, so that the core takes it for no answer. */
  static final class Ended extends Error {
    private static final long serialVersionUID = 1L;

    Ended() {
      super("The simulation is over.", null, false, false);
    }
  }

  private final class Task {
    private final String name;
    private final Carriers.Carrier carrier;
    private BooleanSupplier until = () -> true;
    private Instant wake = NEVER;

    private Task(String name, Runnable body) {
      this.name = name;
      this.carrier =
          carriers.carry(() -> live(body), () -> pass(ended ? Optional.empty() : choose()));
    }

    private void live(Runnable body) {
      try {
        body.run();
      } catch (Ended expected) {
        // The run is over.
      } catch (Throwable thrown) {
        findings.note(new Violation("Task " + name + " ended with " + thrown, thrown));
      }
      tasks.remove(this);
    }
  }

  Schedule(Random random, MovableClock clock, Trace trace, Findings findings, Carriers carriers) {
    this.random = random;
    this.clock = clock;
    this.trace = trace;
    this.findings = findings;
    this.carriers = carriers;
  }

  /** Adds a task; it moves when its turn comes. */
  void spawn(String name, Runnable body) {
    tasks.add(new Task(name, body));
  }

  /** Lets others move, perhaps. */
  void yield() {
    if (ended) {
      throw new Ended();
    }
    if (random.nextInt(3) == 0) {
      until(() -> true, NEVER);
    }
  }

  void sleep(Duration time) {
    until(() -> false, clock.instant().plus(time));
  }

  /** Waits for something, at most so long; whether it came. */
  boolean await(BooleanSupplier condition, Duration atMost) {
    until(condition, clock.instant().plus(atMost));
    return condition.getAsBoolean();
  }

  private void until(BooleanSupplier condition, Instant wake) {
    if (ended) {
      throw new Ended();
    }
    Task self = current;
    self.until = condition;
    self.wake = wake;
    Optional<Task> next = choose();
    if (next.isEmpty() || next.get() != self) {
      pass(next);
      self.carrier.halt();
    }
    if (ended) {
      throw new Ended();
    }
  }

  boolean isOver() {
    return ended;
  }

  long steps() {
    return steps;
  }

  /** Lets tasks move, one after the other, until something holds or none can move any more. */
  void run(BooleanSupplier until) {
    stop = until;
    Optional<Task> next = choose();
    if (next.isPresent()) {
      pass(next);
      stopped.acquireUninterruptibly();
    }
  }

  /**
   * Who moves next; if nobody can, time passes to when someone can. Empty at the end of the run.
   */
  private Optional<Task> choose() {
    if (stop.getAsBoolean()) {
      return Optional.empty();
    }
    clock.advance(Duration.ofNanos(1_000L * random.nextInt(20_000)));
    List<Task> able = able();
    if (able.isEmpty()) {
      Instant next = NEVER;
      for (Task task : tasks) {
        next = task.wake.isBefore(next) ? task.wake : next;
      }
      if (next.equals(NEVER)) {
        return Optional.empty();
      }
      clock.advance(Duration.between(clock.instant(), next));
      able = able();
    }
    steps++;
    current = able.get(random.nextInt(able.size()));
    trace.moves(current.name, clock.instant());
    return Optional.of(current);
  }

  private List<Task> able() {
    Instant now = clock.instant();
    List<Task> able = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      if (!task.wake.isAfter(now) || task.until.getAsBoolean()) {
        able.add(task);
      }
    }
    return able;
  }

  /** Wakes the next one, or whoever waits for the run to stop. */
  private void pass(Optional<Task> next) {
    if (next.isPresent()) {
      next.get().carrier.go();
    } else {
      stopped.release();
    }
  }

  /** Ends all tasks where they are. */
  void end() {
    ended = true;
    for (Task task : List.copyOf(tasks)) {
      current = task;
      task.carrier.go();
      stopped.acquireUninterruptibly();
    }
  }
}
