package io.lanista.ports.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.event.Subject;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeadlineRunner} keeps to, over the storage it belongs to. */
public abstract class DeadlineRunnerContract {
  protected Storage storage;
  private DeadlineRunner runner;

  private final List<Deadline> handled = new CopyOnWriteArrayList<>();

  /** Opens the storage, at the same place every time. */
  protected abstract Storage openStorage() throws Exception;

  /** A runner over {@link #storage}, not started. */
  protected abstract DeadlineRunner newRunner();

  /** Closes and opens storage as a restart does. */
  protected void restart() throws Exception {
    runner.close();
    storage.close();
    storage = openStorage();
    replaceRunner();
  }

  /** Takes a new runner, as after a restart. */
  protected final void replaceRunner() {
    runner = newRunner();
  }

  /** Lets time pass until a condition holds, for half a minute at most. */
  protected void await(BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      Thread.sleep(5);
    }
  }

  @BeforeEach
  void open() throws Exception {
    storage = openStorage();
    runner = newRunner();
  }

  @AfterEach
  void close() {
    runner.close();
    storage.close();
  }

  private Deadline set(Instant due) {
    Deadline deadline =
        new Deadline(
            Subject.match(new MatchId(UUID.randomUUID())), Deadline.Kind.MATCH_EXPIRY, due);
    return set(deadline);
  }

  private Deadline set(Deadline deadline) {
    storage.transact(
        t -> {
          t.deadlines().set(deadline);
          return null;
        });
    return deadline;
  }

  private void cancel(Deadline deadline) {
    storage.transact(
        t -> {
          t.deadlines().cancel(deadline.subject(), deadline.kind());
          return null;
        });
  }

  private static Deadline at(Deadline deadline, Instant due) {
    return new Deadline(deadline.subject(), deadline.kind(), due);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  private Optional<Instant> note(Deadline deadline) {
    handled.add(deadline);
    return Optional.empty();
  }

  private long times(Deadline deadline) {
    return handled.stream()
        .filter(d -> d.subject().equals(deadline.subject()) && d.kind() == deadline.kind())
        .count();
  }

  @Test
  void whatWasDueBeforeStartIsHandled() throws Exception {
    Deadline late = set(now().minusSeconds(3_600));
    runner.start(this::note);
    await(() -> handled.contains(late));
  }

  @Test
  void nothingIsHandledBeforeItIsDue() throws Exception {
    AtomicBoolean early = new AtomicBoolean();
    runner.start(
        deadline -> {
          early.compareAndSet(false, Instant.now().isBefore(deadline.due()));
          return note(deadline);
        });
    Deadline later = set(now().plusSeconds(3_600));
    Deadline soon = set(now().plusMillis(300));
    await(() -> handled.contains(soon));
    assertThat(early).isFalse();
    assertThat(times(later)).isZero();
  }

  @Test
  void everyDeadlineOfABatchIsHandled() throws Exception {
    runner.start(this::note);
    storage.transact(
        t -> {
          for (int i = 0; i < 60; i++) {
            t.deadlines()
                .set(
                    new Deadline(
                        Subject.match(new MatchId(new UUID(0, i))),
                        Deadline.Kind.values()[i % Deadline.Kind.values().length],
                        now()));
          }
          return null;
        });
    await(() -> handled.stream().map(Deadline::subject).distinct().count() == 60);
  }

  @Test
  void aHandlerThatReturnsAnInstantIsCalledAgainThen() throws Exception {
    Instant again = now().plusMillis(400);
    runner.start(
        deadline -> {
          handled.add(deadline);
          return handled.size() == 1 ? Optional.of(again) : Optional.empty();
        });
    Deadline deadline = set(now());
    await(() -> handled.contains(at(deadline, again)));
    assertThat(Instant.now()).isAfterOrEqualTo(again);
  }

  @Test
  void aHandlerThatThrowsIsCalledAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    runner.start(
        deadline -> {
          if (calls.incrementAndGet() < 3) {
            throw new IllegalStateException("fails on purpose");
          }
          return note(deadline);
        });
    Deadline deadline = set(now());
    await(() -> times(deadline) == 1);
    assertThat(calls).hasValue(3);
  }

  @Test
  void aMovedDeadlineIsHandledAtItsNewInstant() throws Exception {
    Deadline first = set(now().plusSeconds(3_600));
    runner.start(this::note);
    Deadline moved = set(at(first, now().plusMillis(100)));
    await(() -> handled.contains(moved));
  }

  @Test
  void aCancelledDeadlineIsNotHandled() throws Exception {
    Deadline cancelled = set(now().minusSeconds(1));
    cancel(cancelled);
    Deadline marker = set(now());
    runner.start(this::note);
    await(() -> times(marker) == 1);
    assertThat(times(cancelled)).isZero();
  }

  @Test
  void aDeadlineThatIsSetAgainWhileItIsHandledIsNotLost() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    runner.start(
        deadline -> {
          if (calls.incrementAndGet() == 1) {
            set(at(deadline, now().plusMillis(50)));
          }
          return note(deadline);
        });
    Deadline deadline = set(now());
    await(() -> times(deadline) == 2);
  }

  @Test
  void aDeadlineThatIsCancelledWhileItIsHandledIsNotRepeated() throws Exception {
    runner.start(
        deadline -> {
          cancel(deadline);
          handled.add(deadline);
          return Optional.of(now());
        });
    Deadline deadline = set(now());
    await(() -> times(deadline) == 1);
    Deadline marker = set(now().plusMillis(50));
    await(() -> times(marker) == 1);
    assertThat(times(deadline)).isEqualTo(1);
  }

  @Test
  void deadlinesSurviveARestart() throws Exception {
    runner.start(this::note);
    Deadline deadline = set(now().plusSeconds(1));
    restart();
    runner.start(this::note);
    await(() -> times(deadline) >= 1);
  }

  @Test
  void aDeadlineWhoseHandlingWasCutShortIsHandledAfterARestart() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean cut = new AtomicBoolean();
    runner.start(
        deadline -> {
          if (!cut.getAndSet(true)) {
            waitFor(never);
            throw new IllegalStateException("cut short");
          }
          return note(deadline);
        });
    Deadline deadline = set(now());
    cutShort(cut);
    never.countDown();
    restart();
    runner.start(this::note);
    await(() -> times(deadline) >= 1);
  }

  /** Waits until handling began; a runner on the test's own thread cannot. */
  protected void cutShort(AtomicBoolean begun) throws Exception {
    await(begun::get);
  }

  @Test
  void startingTwiceIsRefused() {
    runner.start(this::note);
    assertThatThrownBy(() -> runner.start(this::note)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closingDoesNotWaitForeverForAHandler() throws Exception {
    AtomicBoolean begun = new AtomicBoolean();
    CountDownLatch never = new CountDownLatch(1);
    runner.start(
        deadline -> {
          begun.set(true);
          waitFor(never);
          return Optional.empty();
        });
    set(now());
    cutShort(begun);
    long before = System.nanoTime();
    runner.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }

  /** How long a stubborn handler waits; less for a runner that is as patient as its caller. */
  protected Duration stubbornness() {
    return Duration.ofSeconds(30);
  }

  private void waitFor(CountDownLatch latch) {
    try {
      latch.await(stubbornness().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
