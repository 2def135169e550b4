package io.lanista.engine.room;

import io.lanista.ports.room.Judge;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.Submission;
import io.lanista.ports.storage.PollStore.Poll;
import io.lanista.ports.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Asks a judge about the accounts that are due, and hands on what is new. A crash at any point only
 * repeats work: what was seen is written after it was handed on. Used by one thread.
 */
final class AccountPoll {
  /** Takes submissions; when it returns they are durable. */
  @FunctionalInterface
  interface Intake {
    void take(String judge, List<Submission> submissions);
  }

  /** For how long an account that is taken is left to one engine; then another one tries. */
  private static final Duration LEASE = Duration.ofSeconds(45);

  /** Nobody plays with it: a room that begins brings it forward. */
  private static final Duration IDLE = Duration.ofMinutes(5);

  /** Submissions are sorted by their ids, which is nearly by time. */
  private static final Duration DISORDER = Duration.ofMinutes(1);

  private final String name;
  private final Judge judge;
  private final JudgeLine line;
  private final Storage storage;
  private final Intake intake;
  private final PollPace pace;
  private final Clock clock;
  private final HandedOn handedOn = new HandedOn();

  AccountPoll(
      String name, Judge judge, JudgeLine line, Storage storage, Intake intake, Clock clock) {
    this.name = name;
    this.judge = judge;
    this.line = line;
    this.storage = storage;
    this.intake = intake;
    this.clock = clock;
    pace = PollPace.of(judge.spacing());
  }

  /**
   * Asks about the account that has been due longest.
   *
   * @return false if none is
   */
  boolean turn() throws InterruptedException {
    Instant now = clock.instant();
    Optional<Poll> taken = storage.transact(tx -> tx.polls().take(name, now, now.plus(LEASE)));
    if (taken.isEmpty()) {
      return false;
    }
    Poll poll = taken.get();
    List<Room> rooms = playing(poll);
    Poll next = rooms.isEmpty() ? due(poll, now.plus(IDLE)) : ask(poll, rooms);
    storage.transact(
        tx -> {
          tx.polls().put(next);
          return next;
        });
    return true;
  }

  private static Poll due(Poll poll, Instant at) {
    return new Poll(poll.judge(), poll.account(), at, poll.seen(), poll.askedAt());
  }

  private List<Room> playing(Poll poll) {
    return storage.read(
        tx ->
            tx.rooms().playing(name, poll.account()).stream()
                .map(id -> tx.rooms().find(id))
                .flatMap(Optional::stream)
                .toList());
  }

  private Poll ask(Poll poll, Collection<Room> rooms) throws InterruptedException {
    long notBefore =
        rooms.stream()
            .map(room -> room.startedAt().orElse(room.plan().createdAt()))
            .min(Instant::compareTo)
            .orElseThrow()
            .minus(DISORDER)
            .toEpochMilli();
    SubmissionPages pages = new SubmissionPages(judge.pageSize());
    Reading reading = new Reading(poll.seen(), notBefore);
    SubmissionPages.Step step;
    do {
      Optional<List<Submission>> page =
          line.ask(
              at -> {
                reading.askedAt(at);
                return judge.submissions(poll.account(), pages.offset());
              });
      if (page.isEmpty()) {
        return due(poll, line.pausedUntil().orElse(pace.soon(clock.instant())));
      }
      boolean newest = pages.offset() == 0;
      step = pages.take(page.get());
      handOn(poll, rooms, reading.take(page.get()), newest);
      if (step == SubmissionPages.Step.AGAIN) {
        reading.again();
      }
    } while (step == SubmissionPages.Step.AGAIN
        || (step == SubmissionPages.Step.MORE && !reading.isOver()));
    Instant now = clock.instant();
    return step == SubmissionPages.Step.BROKEN
        ? due(poll, pace.soon(now))
        : new Poll(name, poll.account(), pace.next(rooms, now), reading.seen(), reading.askedAt());
  }

  private void handOn(Poll poll, Collection<Room> rooms, List<Submission> recent, boolean newest) {
    if (recent.isEmpty() || (newest && handedOn.contains(poll.account(), rooms, recent))) {
      return;
    }
    intake.take(name, recent);
    if (newest) {
      handedOn.note(poll.account(), rooms, recent);
    }
  }
}
