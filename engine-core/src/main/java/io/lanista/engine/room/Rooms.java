package io.lanista.engine.room;

import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.Subject;
import io.lanista.ports.player.Player;
import io.lanista.ports.room.Attendance;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.Page;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What people and agents ask of rooms. Thread-safe; every command may be repeated. */
public final class Rooms {
  private static final String BY_CREATOR = "Cancelled by its creator.";

  private final RoomWrites writes;
  private final Storage storage;
  private final Judges judges;
  private final RoomSettings settings;
  private final IdSource ids;
  private final RoomDrafting drafting;
  private final Snapshots snapshots;
  private final SyncLimit syncs = new SyncLimit();

  @Inject
  public Rooms(
      RoomWrites writes,
      Storage storage,
      Registry<RoomFormat> formats,
      Judges judges,
      RoomSettings settings,
      IdSource ids,
      Clock clock) {
    this.writes = writes;
    this.storage = storage;
    this.judges = judges;
    this.settings = settings;
    this.ids = ids;
    this.drafting = new RoomDrafting(formats, judges, settings);
    this.snapshots = new Snapshots(formats, writes.patience(), clock);
  }

  /**
   * Makes a room.
   *
   * @throws EngineException INVALID_REQUEST naming the field; ROOM_REFUSED if too many rooms of the
   *     creator are open; BUSY if too many are in all; PLUGIN_FAILED if the format cannot be asked
   */
  public RoomSnapshot create(Player creator, RoomRequest request) {
    Instant now = writes.now();
    drafting.check(request, now);
    RoomId id = new RoomId(ids.next());
    Room made =
        storage.transact(
            tx -> {
              if (tx.rooms().openBy(creator.id()) >= settings.maxOpenPerPlayer()) {
                throw refused(
                    "A player may have "
                        + settings.maxOpenPerPlayer()
                        + " rooms open at once, and you have: cancel one, or try again when one has"
                        + " ended.");
              }
              if (tx.rooms().open(settings.maxOpen()).size() >= settings.maxOpen()) {
                throw new EngineException(
                    ErrorCode.BUSY, "Too many rooms are open; try again when some have ended.");
              }
              Room room = drafting.room(tx, id, creator.id(), request, now);
              tx.rooms().insert(room);
              tx.deadlines()
                  .set(new Deadline(Subject.room(id), Deadline.Kind.ROOM, room.plan().startsAt()));
              return room;
            });
    writes.made(id);
    return snapshots.of(made);
  }

  /**
   * A room.
   *
   * @throws EngineException ROOM_NOT_FOUND, also if the room is private and the viewer neither made
   *     it nor plays in it
   */
  public RoomSnapshot view(RoomId id, Optional<Player> viewer) {
    Room room = storage.read(tx -> find(tx, id));
    if (!Places.maySee(room, viewer)) {
      throw RoomWrites.notFound();
    }
    return snapshots.of(room);
  }

  /** Public rooms, the newest first; without their current problems. */
  public Page<RoomSnapshot> recent(Optional<Cursor> after, int limit) {
    Page<Room> rooms = storage.read(tx -> tx.rooms().recent(after, limit));
    return new Page<>(rooms.items().stream().map(Rooms::line).toList(), rooms.next());
  }

  /** Without the current problem: a list asks no format. */
  private static RoomSnapshot line(Room room) {
    return new RoomSnapshot(room, Optional.empty(), Scores.of(room));
  }

  /**
   * Says that a member is ready; the room starts when all are.
   *
   * @throws EngineException ROOM_NOT_FOUND, NOT_YOUR_ROOM; ROOM_REFUSED if the waiting room is not
   *     open yet, or not any more; ROOM_ENDED
   */
  public RoomSnapshot ready(RoomId id, Player member) {
    return writes.change(id, draft -> ready(draft, member)).snapshot();
  }

  private void ready(Draft draft, Player player) {
    Room room = draft.room();
    Places.Place place = Places.member(room, player);
    Attendance attendance =
        room.members()
            .getOrDefault(
                place.member().username().text(), new Attendance(false, Optional.empty()));
    if (attendance.ready()) {
      return;
    }
    refuseEnded(room);
    Instant opens = Readiness.opens(room);
    if (draft.now().isBefore(opens)) {
      throw refused("The waiting room opens at " + opens + "; say so again then.");
    }
    if (room.status() != RoomStatus.WAITING
        || Readiness.isOver(room, writes.listeningSince(), draft.now())) {
      throw refused("It is too late to be ready: the room starts or has started.");
    }
    draft.attend(place.member().username(), new Attendance(true, Optional.of(draft.now())));
    RoomEvents.ready(draft, place.member().username(), place.team().id());
  }

  /**
   * Notes a member's sign of life.
   *
   * @throws EngineException ROOM_NOT_FOUND, NOT_YOUR_ROOM, ROOM_ENDED
   */
  public void heartbeat(RoomId id, Player member) {
    Instant now = writes.now();
    storage.transact(
        tx -> {
          Room room = find(tx, id);
          Places.Place place = Places.member(room, member);
          refuseEnded(room);
          tx.rooms().seen(id, place.member().username(), now);
          return null;
        });
  }

  /**
   * Cancels a room before its gameplay is over.
   *
   * @throws EngineException ROOM_NOT_FOUND, NOT_YOUR_ROOM; ROOM_REFUSED if its gameplay is over,
   *     ROOM_ENDED if it is final
   */
  public RoomSnapshot cancel(RoomId id, Player creator) {
    return writes.change(id, draft -> cancel(draft, creator)).snapshot();
  }

  private static void cancel(Draft draft, Player player) {
    Room room = draft.room();
    if (!Places.isCreator(room, player)) {
      throw Places.stranger(room, player, "only who made it cancels it.");
    }
    if (room.detail().filter(BY_CREATOR::equals).isPresent()) {
      return;
    }
    refuseEnded(room);
    if (room.status() == RoomStatus.JUDGING) {
      throw refused("Its gameplay is over; late verdicts are waited for.");
    }
    Ending.cancel(draft, BY_CREATOR);
  }

  /**
   * Has the judge asked about a member now.
   *
   * @param problem as the judge names it
   * @throws EngineException ROOM_NOT_FOUND, NOT_YOUR_ROOM, ROOM_ENDED; ROOM_REFUSED if the room has
   *     not started; INVALID_REQUEST if the problem is not revealed; RATE_LIMITED more than once a
   *     minute and user
   */
  public void sync(RoomId id, Player member, ProblemId problem) {
    Instant now = writes.now();
    Room room = storage.read(tx -> find(tx, id));
    Places.Place place = Places.member(room, member);
    refuseEnded(room);
    if (room.status() == RoomStatus.WAITING) {
      throw refused("The room has not started.");
    }
    RoomBounds.must(
        room.openings().containsKey(problem),
        "problem_id",
        "The room shows no problem of this id.");
    syncs.take(member.id(), now);
    String judge = room.plan().judge();
    if (judges.isPolled(judge)) {
      storage.transact(
          tx -> {
            tx.polls().watch(judge, place.member().account(), now);
            return null;
          });
    }
  }

  private static Room find(Transaction tx, RoomId id) {
    return tx.rooms().find(id).orElseThrow(RoomWrites::notFound);
  }

  private static void refuseEnded(Room room) {
    if (room.status() == RoomStatus.ENDED) {
      throw new EngineException(ErrorCode.ROOM_ENDED, "The room has ended; nothing changes in it.");
    }
  }

  private static EngineException refused(String why) {
    return new EngineException(ErrorCode.ROOM_REFUSED, why);
  }
}
