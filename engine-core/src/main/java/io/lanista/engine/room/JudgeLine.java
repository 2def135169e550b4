package io.lanista.engine.room;

import io.lanista.ports.room.JudgeUnavailableException;
import io.lanista.ports.storage.PollStore;
import io.lanista.ports.storage.Storage;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The way to one judge: a request at a time, each in a slot that all engines share, and none for a
 * while after one that failed. Used by one thread.
 */
final class JudgeLine {
  /** A request. */
  @FunctionalInterface
  interface Request<T> {
    /**
     * Asks.
     *
     * @param at when
     */
    T ask(Instant at) throws JudgeUnavailableException;
  }

  /** Lets time pass. */
  @FunctionalInterface
  interface Waiting {
    void until(Instant instant) throws InterruptedException;
  }

  private static final System.Logger LOG = System.getLogger(JudgeLine.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
  private static final int MOST_OF_A_REASON = 500;

  /** So many slots of others may come first: more than anybody has engines, with one each. */
  private static final int MOST_BEFORE = 20;

  /** Beside those; clocks of engines may differ a little. */
  private static final Duration MORE_WAIT = Duration.ofMinutes(1);

  private final String judge;
  private final Duration spacing;
  private final Storage storage;
  private final Clock clock;
  private final Waiting waiting;

  JudgeLine(String judge, Duration spacing, Storage storage, Clock clock, Waiting waiting) {
    this.judge = judge;
    this.spacing = spacing;
    this.storage = storage;
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * Until when the judge is left alone; empty if it may be asked. A pause twice as long as any was
   * set by a clock that was ahead.
   */
  Optional<Instant> pausedUntil() {
    Instant now = clock.instant();
    return storage
        .read(tx -> tx.polls().pause(judge))
        .map(PollStore.Pause::until)
        .filter(now::isBefore)
        .filter(until -> !until.isAfter(now.plus(LONGEST_PAUSE.multipliedBy(2))));
  }

  /**
   * Waits for a slot of its own; but not until one that is further away than others can have made
   * it: a clock that was ahead took one, and every slot is behind that one now.
   */
  void await() throws InterruptedException {
    if (spacing.isZero()) {
      return;
    }
    Instant now = clock.instant();
    Instant slot = storage.transact(tx -> tx.polls().reserve(judge, now, spacing));
    Instant latest = now.plus(MORE_WAIT).plus(spacing.multipliedBy(MOST_BEFORE));
    waiting.until(slot.isAfter(latest) ? latest : slot);
  }

  /**
   * Asks in the next slot.
   *
   * @return empty if the judge is left alone now, or gave no answer
   */
  <T> Optional<T> ask(Request<T> request) throws InterruptedException {
    if (pausedUntil().isPresent()) {
      return Optional.empty();
    }
    await();
    if (pausedUntil().isPresent()) {
      return Optional.empty(); // Another engine found out meanwhile.
    }
    T answer;
    try {
      answer = request.ask(clock.instant());
    } catch (JudgeUnavailableException away) {
      refuseIfStopping();
      failed(away.getMessage());
      return Optional.empty();
    } catch (RuntimeException defect) {
      refuseIfStopping();
      LOG.log(Level.ERROR, "Judge " + judge + " has a defect.", defect);
      failed("It has a defect: " + defect);
      return Optional.empty();
    }
    answered();
    return Optional.of(answer);
  }

  /** What an interrupted request throws says nothing about the judge. */
  private static void refuseIfStopping() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private void failed(String reason) {
    Instant now = clock.instant();
    String kept =
        reason.length() > MOST_OF_A_REASON ? reason.substring(0, MOST_OF_A_REASON) : reason;
    int failures =
        storage.transact(
            tx -> {
              int before = tx.polls().pause(judge).map(PollStore.Pause::failures).orElse(0);
              PollStore.Pause pause =
                  new PollStore.Pause(now.plus(pauseAfter(before + 1)), before + 1, kept);
              tx.polls().pause(judge, Optional.of(pause));
              return before + 1;
            });
    if (failures == 1) {
      LOG.log(
          Level.WARNING,
          "Judge {0} gives no answer, and is asked again after {1} s, later after up to {2} s: {3}",
          judge,
          FIRST_PAUSE.toSeconds(),
          LONGEST_PAUSE.toSeconds(),
          reason);
    }
  }

  /** Twice as long after every failure, within bounds. */
  static Duration pauseAfter(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private void answered() {
    if (storage.read(tx -> tx.polls().pause(judge)).isEmpty()) {
      return;
    }
    int failures =
        storage.transact(
            tx -> {
              Optional<PollStore.Pause> before = tx.polls().pause(judge);
              tx.polls().pause(judge, Optional.empty());
              return before.map(PollStore.Pause::failures).orElse(0);
            });
    if (failures > 0) {
      LOG.log(Level.INFO, "Judge {0} answers again, after {1} failed requests.", judge, failures);
    }
  }
}
