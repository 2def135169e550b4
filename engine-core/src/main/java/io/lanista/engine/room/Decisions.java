package io.lanista.engine.room;

import io.lanista.engine.plugin.Registry;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.storage.Storage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides what becomes of a room: by a fact, by what is due, and by who can do that. Writes
 * nothing. Thread-safe.
 */
final class Decisions {
  private static final Logger LOG = System.getLogger(Decisions.class.getName());
  private static final String TOO_LATE = "It took too long to answer.";
  private static final Duration USUAL_RESOLUTION = Duration.ofMillis(1);

  private final Storage storage;
  private final Registry<RoomFormat> formats;
  private final Judges judges;
  private final RoomSettings settings;
  private final Hearing hearing;
  private final FormatPatience patience;
  private final OtherEngines others;
  private final Clock clock;

  Decisions(
      Storage storage,
      Registry<RoomFormat> formats,
      Judges judges,
      RoomSettings settings,
      Hearing hearing,
      FormatPatience patience,
      Clock clock) {
    this.storage = storage;
    this.formats = formats;
    this.judges = judges;
    this.settings = settings;
    this.hearing = hearing;
    this.patience = patience;
    this.others = new OtherEngines(settings.shared());
    this.clock = clock;
  }

  /** A room as it was read, with what a turn needs. */
  record Seen(Room room, List<RoomSubmission> undecided, boolean isAwaiting) {}

  /** What is to be written, and who has to be told. */
  record Decision(
      Change change, Optional<ProblemId> current, Optional<Instant> due, boolean asks) {}

  /**
   * Decides.
   *
   * @param fact refuses by throwing; may be applied twice, to drafts of their own
   */
  Decision make(Seen seen, Consumer<Draft> fact, Instant now) {
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
        patience.late(room.id(), clock.instant());
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
        new Absence(settings.awayAfter(), hearing.since()));
  }

  /** Whether a grace is just over, so that the judge is to be asked for the last time. */
  private static boolean isFirstLook(Room room, Instant now) {
    return room.status() == RoomStatus.JUDGING
        && room.stoppedAt()
            .map(at -> at.plus(room.plan().grace()).plusMillis(900))
            .filter(now::isBefore)
            .isPresent();
  }
}
