package io.lanista.engine.room;

import io.lanista.ports.room.JudgeUnavailableException;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.Selection;
import io.lanista.ports.storage.Storage;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Draws problems for the rooms of one judge that wait for them, none that a member has solved, and
 * finds out the ratings of members. One request at a time, so that rooms that are being played do
 * not wait. Several engines may draw for one room: the first one that has written it wins. Used by
 * one thread.
 */
final class ProblemDraw {
  private static final System.Logger LOG = System.getLogger(ProblemDraw.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final int MOST_ROOMS = 10_000;
  private static final int MOST_WRITES = 20;

  /** A room whose draw failed. */
  private record Retry(Instant at, int failures) {}

  private final String name;
  private final Judges.Entry entry;
  private final JudgeLine line;
  private final Storage storage;
  private final RandomGenerator random;
  private final Clock clock;
  private final Set<RoomId> settled = new HashSet<>();
  private final Map<RoomId, Retry> retries = new HashMap<>();
  private Optional<RoomId> current = Optional.empty();
  private MemberHistory history;
  private Instant lookAt = Instant.MIN;

  ProblemDraw(
      String name,
      Judges.Entry entry,
      JudgeLine line,
      Storage storage,
      RandomGenerator random,
      Clock clock) {
    this.name = name;
    this.entry = entry;
    this.line = line;
    this.storage = storage;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Makes at most one request for a room.
   *
   * @return false if no room needs anything now
   */
  boolean turn() throws InterruptedException {
    if (current.isEmpty() && !choose()) {
      return false;
    }
    Room room = storage.read(tx -> tx.rooms().find(current.orElseThrow())).orElseThrow();
    if (isSettled(room)) {
      finish();
    } else if (!history.isComplete()) {
      if (!history.step(line) && RoomDrawing.isNeeded(room)) {
        say(room, "Its judge gives no answer.");
      }
    } else if (RoomDrawing.isNeeded(room)) {
      draw(room);
    } else {
      write(room, List.of());
    }
    return true;
  }

  /** Looks for the room that starts first of those that need something. */
  private boolean choose() {
    Instant now = clock.instant();
    if (now.isBefore(lookAt)) {
      return false;
    }
    lookAt = now.plus(LOOK);
    Optional<Room> first =
        storage.read(
            tx -> {
              // A set, for every room that is known is looked for in it.
              Set<RoomId> open = new LinkedHashSet<>(tx.rooms().open(MOST_ROOMS));
              settled.retainAll(open);
              retries.keySet().retainAll(open);
              return open.stream()
                  .filter(id -> !settled.contains(id))
                  .filter(id -> !retries.containsKey(id) || !retries.get(id).at().isAfter(now))
                  .map(id -> tx.rooms().find(id))
                  .flatMap(Optional::stream)
                  .filter(room -> !isSettled(room) || !settled.add(room.id()))
                  .min(
                      Comparator.comparing((Room room) -> !RoomDrawing.isNeeded(room))
                          .thenComparing(room -> room.plan().startsAt()));
            });
    first.ifPresent(
        room -> {
          current = Optional.of(room.id());
          boolean asked = entry.judge().isPolled();
          history =
              new MemberHistory(
                  entry.judge(),
                  asked ? room.plan().accounts() : List.of(),
                  RoomDrawing.isNeeded(room));
        });
    return first.isPresent();
  }

  private boolean isSettled(Room room) {
    if (!room.plan().judge().equals(name)) {
      return true;
    }
    boolean draws = RoomDrawing.isNeeded(room) && entry.source().isPresent();
    boolean rates = RoomDrawing.lacksRatings(room) && entry.judge().isPolled();
    return !draws && !rates;
  }

  private void finish() {
    current.ifPresent(
        id -> {
          settled.add(id);
          retries.remove(id);
        });
    current = Optional.empty();
    lookAt = Instant.MIN; // Maybe another one waits.
  }

  private void draw(Room room) throws InterruptedException {
    Selection selection = room.plan().selection().orElseThrow();
    line.await();
    List<Problem> drawn;
    try {
      drawn = entry.source().orElseThrow().draw(selection, history.solved(), random);
    } catch (JudgeUnavailableException | RuntimeException away) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LOG.log(
          retries.containsKey(room.id()) ? Level.DEBUG : Level.WARNING,
          "No problems could be drawn for room " + room.id() + " yet: " + away.getMessage(),
          away instanceof RuntimeException ? away : null);
      retryLater(room, "The source of problems gives no answer.");
      return;
    }
    if (drawn.size() < selection.count()) {
      retryLater(
          room,
          "Only "
              + drawn.size()
              + " of "
              + selection.count()
              + " problems rated "
              + selection.minRating()
              + " to "
              + selection.maxRating()
              + " are solved by no member.");
      return;
    }
    write(room, drawn);
  }

  private void write(Room read, List<Problem> drawn) {
    Room room = read;
    for (int i = 0; i < MOST_WRITES && !isSettled(room); i++) {
      Room from = room;
      Room to = RoomDrawing.with(from, drawn, history.ratings());
      boolean same = to.problems().equals(from.problems()) && to.plan().equals(from.plan());
      if (same || storage.transact(tx -> RoomDrawing.write(tx, from, to, clock.instant()))) {
        break;
      }
      room = storage.read(tx -> tx.rooms().find(from.id())).orElseThrow();
    }
    finish();
  }

  /** Says in the room what is missing, once, and goes on with others meanwhile. */
  private void retryLater(Room room, String why) {
    Instant now = clock.instant();
    say(room, why);
    int failures = Optional.ofNullable(retries.get(room.id())).map(Retry::failures).orElse(0) + 1;
    retries.put(room.id(), new Retry(now.plus(JudgeLine.pauseAfter(failures)), failures));
    current = Optional.empty();
  }

  /** For whoever waits for the room; if somebody writes it meanwhile, the next failure says it. */
  private void say(Room room, String why) {
    if (!room.detail().equals(Optional.of(why))) {
      Instant now = clock.instant();
      storage.transact(tx -> RoomDrawing.write(tx, room, RoomDrawing.without(room, why), now));
    }
  }
}
