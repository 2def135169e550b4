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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
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
  private static final Logger LOG = System.getLogger(RoomWrites.class.getName());
  private static final int MOST_ATTEMPTS = 40;
  private static final int LONGEST_PAUSE_MS = 50;
  private static final String TOO_LATE = "It took too long to answer.";
  private static final Duration USUAL_RESOLUTION = Duration.ofMillis(1);

  /** Nothing happened beside what is due. */
  static final Consumer<Draft> NOTHING = draft -> {};

  private final Storage storage;
  private final Registry<RoomFormat> formats;
  private final Judges judges;
  private final RoomPolls polls;
  private final Consultation consultation;
  private final RoomCommits commits;
  private final Duration awayAfter;
  private final Hearing hearing;
  private final FormatPatience patience = new FormatPatience();
  private final OtherEngines others;
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
    this.formats = formats;
    this.judges = judges;
    this.polls = new RoomPolls(judges);
    this.consultation = new Consultation(arbiter);
    this.commits = commits;
    this.awayAfter = settings.awayAfter();
    this.hearing = new Hearing(clock.instant());
    this.others = new OtherEngines(settings.shared());
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

  /** A room as it was read, with what a turn needs. */
  private record Seen(Room room, List<RoomSubmission> undecided, boolean isAwaiting) {}

  /** What is to be written, and who has to be told. */
  private record Decision(
      Change change, Optional<ProblemId> current, Optional<Instant> due, boolean asks) {}

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
      Seen seen = storage.read(tx -> look(tx, id, now));
      hearing.regain(now);
      Decision decision = decide(seen, rest, now);
      Change change = decision.change();
      if (change.isEmpty() && !decision.asks()) {
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

  private static Left left(Decision decision) {
    return new Left(decision.change().to(), decision.current(), decision.due());
  }

  /** Tells of a room that was made. */
  void made(RoomId id) {
    commits.made(id);
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

  private Seen look(Transaction tx, RoomId id, Instant now) {
    Room room = tx.rooms().find(id).orElseThrow(RoomWrites::notFound);
    Optional<Instant> graceOver = room.stoppedAt().map(at -> at.plus(room.plan().grace()));
    boolean isAwaiting =
        room.status() == RoomStatus.JUDGING
            && graceOver.filter(at -> !at.isAfter(now)).isPresent()
            && (tx.rooms().isWaitingForVerdicts(id)
                || polls.isAwaited(tx, room, graceOver.orElseThrow()));
    List<RoomSubmission> undecided =
        room.status().isPlayed() ? tx.rooms().undecided(id) : List.of();
    return new Seen(room, undecided, isAwaiting);
  }

  private Decision decide(Seen seen, Consumer<Draft> fact, Instant now) {
    Room room = seen.room();
    String judge = room.plan().judge();
    if (judges.find(judge).isEmpty() && others.canServe(room, hearing.since(), now)) {
      others.tell("judge " + judge, "It is not configured.");
      return leave(room, fact, now);
    }
    if (!patience.allows(room.id(), now)) {
      return turn(seen, fact, now, FormatHold.away(TOO_LATE));
    }
    try (FormatHold hold = FormatHold.of(formats, room)) {
      Decision decision = turn(seen, fact, now, hold);
      patience.answered(room.id());
      return decision;
    } catch (FormatAway away) {
      if (away.isLate()) {
        patience.late(room.id(), now());
        if (patience.isOver(room.id())) {
          patience.answered(room.id());
          return cancelled(room, away.getMessage(), now);
        }
      }
      return turn(seen, fact, now, FormatHold.away(away.getMessage()));
    } catch (FormatBroke broke) {
      return cancelled(room, broke.getMessage(), now);
    }
  }

  /** Does what is due; without a format only if nobody else can do it with one. */
  private Decision turn(Seen seen, Consumer<Draft> fact, Instant now, FormatHold hold) {
    if (hold.calls().isEmpty() && others.canServe(seen.room(), hearing.since(), now)) {
      others.tell("room format " + seen.room().plan().format(), hold.why());
      return leave(seen.room(), fact, now);
    }
    Draft draft = new Draft(seen.room(), now);
    fact.accept(draft);
    Turn turn = new Turn(draft, facts(seen), hold);
    turn.take();
    boolean asks = seen.isAwaiting() && isFirstLook(draft.room(), now);
    return new Decision(draft.change(), turn.current(), turn.next(), asks);
  }

  /** Notes the fact, and leaves everything else to another engine. */
  private Decision leave(Room room, Consumer<Draft> fact, Instant now) {
    Draft draft = new Draft(room, now);
    fact.accept(draft);
    Optional<Instant> due =
        draft.status() == RoomStatus.ENDED ? Optional.empty() : Optional.of(others.lookAgain(now));
    return new Decision(draft.change(), Optional.empty(), due, false);
  }

  private static Decision cancelled(Room room, String why, Instant now) {
    LOG.log(Level.WARNING, "Room {0} is cancelled: {1}", room.id(), why);
    Draft draft = new Draft(room, now);
    Ending.cancel(draft, why);
    return new Decision(draft.change(), Optional.empty(), Optional.empty(), false);
  }

  private Turn.Facts facts(Seen seen) {
    Room room = seen.room();
    Duration resolution =
        judges
            .find(room.plan().judge())
            .map(entry -> entry.judge().resolution())
            .orElse(USUAL_RESOLUTION);
    return new Turn.Facts(
        seen.undecided(),
        seen.isAwaiting(),
        () -> storage.read(tx -> tx.rooms().submissions(room.id())),
        new Window(resolution),
        new Absence(awayAfter, hearing.since()));
  }

  /** Whether a grace is just over, so that the judge is to be asked for the last time. */
  private static boolean isFirstLook(Room room, Instant now) {
    return room.status() == RoomStatus.JUDGING
        && room.stoppedAt()
            .map(at -> at.plus(room.plan().grace()).plusMillis(900))
            .filter(now::isBefore)
            .isPresent();
  }

  private Outcome write(Transaction tx, Decision decision, Instant now) {
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
