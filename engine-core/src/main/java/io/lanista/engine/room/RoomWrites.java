package io.lanista.engine.room;

import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.Subject;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Changes rooms: reads one, decides, and writes it if nobody else wrote it meanwhile; if somebody
 * did, reads it again. Every change does what is due in the room, too. Thread-safe.
 */
public final class RoomWrites {
  private static final int MOST_ATTEMPTS = 40;
  private static final int LONGEST_PAUSE_MS = 50;

  /** Nothing happened beside what is due. */
  static final Consumer<Draft> NOTHING = draft -> {};

  private final Storage storage;
  private final Decisions decisions;
  private final RoomPolls polls;
  private final Consultation consultation;
  private final RoomCommits commits;
  private final Hearing hearing;
  private final FormatPatience patience = new FormatPatience();
  private final Clock clock;

  @Inject
  public RoomWrites(
      Storage storage,
      Registry<RoomFormat> formats,
      Judges judges,
      ClaimArbiter arbiter,
      RoomCommits commits,
      RoomSettings settings,
      Clock clock) {
    this.storage = storage;
    this.polls = new RoomPolls(judges);
    this.consultation = new Consultation(arbiter);
    this.commits = commits;
    this.hearing = new Hearing(clock.instant());
    this.decisions = new Decisions(storage, formats, judges, settings, hearing, patience, clock);
    this.clock = clock;
  }

  /**
   * A room as it was left.
   *
   * @param current its current problem
   * @param due when to look again; empty when it is ended
   */
  record Left(Room room, Optional<ProblemId> current, Optional<Instant> due) {
    RoomSnapshot snapshot() {
      return new RoomSnapshot(room, current, Scores.of(room));
    }
  }

  private enum Outcome {
    WRITTEN,
    /** Written, and meanwhile more came that has to be decided. */
    MORE,
    LOST
  }

  /**
   * Changes a room by a fact and by all that is due.
   *
   * @param fact refuses by throwing; called again when somebody else was quicker
   * @throws EngineException ROOM_NOT_FOUND; BUSY if others were quicker too often
   */
  Left change(RoomId id, Consumer<Draft> fact) {
    try {
      return changed(id, fact);
    } catch (EngineException failed) {
      if (failed.code() == ErrorCode.STORAGE_UNAVAILABLE) {
        hearing.lose();
      }
      throw failed;
    }
  }

  private Left changed(RoomId id, Consumer<Draft> fact) {
    Consumer<Draft> rest = fact;
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Instant now = now();
      Decisions.Seen seen = storage.read(tx -> look(tx, id, now));
      hearing.regain(now);
      Decisions.Decision decision = decisions.make(seen, rest, now);
      Change change = decision.change();
      if (change.isEmpty() && !decision.asks()) {
        if (attempt > 1) {
          commits.overtaken(change.to());
        }
        return left(decision);
      }
      boolean correct =
          !change.claims().isEmpty()
              && consultation.contradicts(
                  Boards.of(change.from(), decision.current()), change.claims());
      Outcome outcome = storage.transact(tx -> write(tx, decision, now));
      if (outcome == Outcome.LOST) {
        pause(attempt);
        continue;
      }
      commits.changed(change, decision.current(), correct);
      if (outcome == Outcome.WRITTEN) {
        return left(decision);
      }
      rest = NOTHING;
    }
    throw new EngineException(
        ErrorCode.BUSY, "Too much happens in this room at this moment; try again.");
  }

  private static Left left(Decisions.Decision decision) {
    return new Left(decision.change().to(), decision.current(), decision.due());
  }

  /** Tells of a room that was made. */
  void made(RoomId id) {
    commits.made(id);
  }

  /** Members could not be heard for a while, until now. */
  void unheard() {
    hearing.lose();
  }

  /** Since when members can be heard; nothing before is held against them. */
  Instant listeningSince() {
    return hearing.since();
  }

  /** What is shared by all who ask formats about rooms. */
  FormatPatience patience() {
    return patience;
  }

  /** The instant as storage keeps it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  static EngineException notFound() {
    return new EngineException(ErrorCode.ROOM_NOT_FOUND, "There is no room with this id.");
  }

  private Decisions.Seen look(Transaction tx, RoomId id, Instant now) {
    Room room = tx.rooms().find(id).orElseThrow(RoomWrites::notFound);
    Optional<Instant> graceOver = room.stoppedAt().map(at -> at.plus(room.plan().grace()));
    boolean isAwaiting =
        room.status() == RoomStatus.JUDGING
            && graceOver.filter(at -> !at.isAfter(now)).isPresent()
            && (tx.rooms().isWaitingForVerdicts(id)
                || polls.isAwaited(tx, room, graceOver.orElseThrow()));
    List<RoomSubmission> undecided =
        room.status().isPlayed() ? tx.rooms().undecided(id) : List.of();
    return new Decisions.Seen(room, undecided, isAwaiting);
  }

  private Outcome write(Transaction tx, Decisions.Decision decision, Instant now) {
    Change change = decision.change();
    Room to = change.to();
    RoomId id = to.id();
    boolean more = hasMore(tx, change);
    if (more && isJudged(to)) {
      return Outcome.LOST;
    }
    if (change.from() != to) {
      if (!tx.rooms().update(change.from(), to)) {
        return Outcome.LOST;
      }
      tx.rooms().append(id, change.events());
      change.decided().forEach((submission, state) -> tx.rooms().decide(id, submission, state));
      polls.follow(tx, change, now);
    }
    change.seen().forEach(member -> tx.rooms().seen(id, member, now));
    if (decision.asks()) {
      polls.askAgain(tx, to, now);
    }
    Subject subject = Subject.room(id);
    decision
        .due()
        .ifPresentOrElse(
            at -> tx.deadlines().set(new Deadline(subject, Deadline.Kind.ROOM, more ? now : at)),
            () -> tx.deadlines().cancel(subject, Deadline.Kind.ROOM));
    return more ? Outcome.MORE : Outcome.WRITTEN;
  }

  /** Whether the result of a room is final and made from all submissions. */
  private static boolean isJudged(Room room) {
    return room.status() == RoomStatus.ENDED
        && room.reason().filter(EndReason.CANCELLED::equals).isEmpty();
  }

  /** Whether submissions came that this change knows nothing of. */
  private static boolean hasMore(Transaction tx, Change change) {
    return change.from().status().isPlayed()
        && tx.rooms().undecided(change.to().id()).stream()
            .anyMatch(each -> !change.decided().containsKey(each.submission().id()));
  }

  private static void pause(int attempt) {
    int most = Math.min(LONGEST_PAUSE_MS, 1 << Math.min(attempt, 6));
    LockSupport.parkNanos(
        TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(most * 1_000)));
  }
}
