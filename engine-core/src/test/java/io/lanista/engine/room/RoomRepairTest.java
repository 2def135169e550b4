package io.lanista.engine.room;

import static io.lanista.engine.room.Race.graced;
import static io.lanista.engine.room.Race.lasting;
import static io.lanista.engine.room.Race.request;
import static io.lanista.engine.room.Race.three;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.event.Subject;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomBoard;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.TeamId;
import io.lanista.ports.schedule.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gates N1, N3 and N4 of spec 4: what is broken off is repaired, and races end once. */
class RoomRepairTest {
  /** More uses of the storage than anything here takes. */
  private static final int MANY = 12;

  private static final int ROUNDS = Integer.getInteger("lanista.rooms.races", 50);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @CsvSource({"arena,false", "arena,true", "blitz,false", "blitz,true"})
  void n1TheLastClaimIsRepairedWhereverItsEngineDied(String format, boolean answers) {
    boolean died = true;
    for (int use = 0; died; use++) {
      assertThat(use).isLessThan(MANY);
      Race race = new Race();
      RoomId room = race.started(request(format, three()));
      race.pass(10);
      race.take(race.accepted(room, 1, "A", "P1", 5));
      race.take(race.accepted(room, 2, "B", "P2", 10));
      Submission last = race.accepted(room, 3, "A", "P3", 10);
      died = dying(race, use, answers, engine -> engine.take(last));
      race.pass(3);
      if (race.log(room).size() < 3) {
        // It was never written down, so its judge tells of it again.
        race.take(last);
      }
      assertThat(race.owners(room))
          .containsOnly(entry("P1", "A@5"), entry("P2", "B@10"), entry("P3", "A@10"));
      assertThat(race.undecided(room)).isZero();
      assertThat(race.events(room, "room.locked")).hasSize(3);
      assertThat(race.events(room, "room.end")).hasSize(1);
      race.pass(120);
      assertComplete(race, room);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void n1AStartAndALimitAreRepairedWhereverTheirEngineDied(boolean answers) {
    boolean died = true;
    for (int use = 0; died; use++) {
      assertThat(use).isLessThan(MANY);
      Race race = new Race();
      RoomId room = race.rooms.create(race.creator, request("arena", three())).room().id();
      race.rooms.ready(room, race.ann);
      died = dying(race, use, answers, engine -> engine.rooms.ready(room, race.bob));
      race.rooms.ready(room, race.bob);
      race.take(race.accepted(room, 1, "B", "P1", 0));
      race.pass(3_599);
      race.clock.advance(Duration.ofSeconds(1));
      died |= dying(race, use, answers, engine -> engine.turns.due(room));
      race.pass(1);
      assertThat(race.events(room, "room.end")).hasSize(1);
      race.pass(118);
      race.clock.advance(Duration.ofSeconds(1));
      died |= dying(race, use, answers, engine -> engine.turns.due(room));
      race.pass(1);
      assertComplete(race, room);
    }
  }

  private static void assertComplete(Race race, RoomId room) {
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ENDED);
    List<RoomEvent> events = race.events(room);
    assertThat(events)
        .extracting(RoomEvent::id)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
    assertThat(race.types(room)).containsOnlyOnce("room.started", "room.end", "room.final");
    assertThat(race.memory.deadlines()).isEmpty();
  }

  private interface Doing {
    void by(Race engine);
  }

  /** Has another engine do something that dies; whether it did. */
  private static boolean dying(Race race, int use, boolean answers, Doing doing) {
    DyingStorage[] storage = new DyingStorage[1];
    Race engine =
        race.another(
            memory -> storage[0] = new DyingStorage(memory, use, answers), race.arbiter, 9);
    try {
      doing.by(engine);
    } catch (EngineException dead) {
      assertThat(storage[0].isDead()).isTrue();
    }
    return storage[0].isDead();
  }

  @Test
  void anArbiterThatIsAwayDelaysNothing() {
    boolean away = true;
    for (int use = 0; away; use++) {
      assertThat(use).isLessThan(40);
      Race race = new Race();
      int now = use;
      MoodyArbiter arbiter = new MoodyArbiter(race.arbiter, at -> at == now);
      Race engine = race.another(memory -> memory, arbiter, 9);
      RoomId room = engine.arena();
      engine.pass(100);
      engine.take(race.accepted(room, 3, "A", "P1", 60));
      engine.take(race.accepted(room, 2, "B", "P1", 50));
      engine.take(race.accepted(room, 4, "B", "P2", 50));
      away = arbiter.uses() > use;
      assertThat(engine.owners(room)).containsOnly(entry("P1", "B@50"), entry("P2", "B@50"));
      engine.take(race.accepted(room, 5, "B", "P3", 50));
      assertThat(race.arbiter.locks(room)).isEqualTo(race.room(room).locks());
    }
  }

  @Test
  void anArbiterThatIsNeverThereIsNotNeeded() {
    Race race = new Race();
    Race engine = race.another(memory -> memory, new MoodyArbiter(race.arbiter, at -> true), 9);
    RoomId room = engine.arena();
    engine.take(
        engine.accepted(room, 1, "A", "P1", 0),
        engine.accepted(room, 2, "A", "P2", 0),
        engine.accepted(room, 3, "A", "P3", 0));
    engine.pass(120);
    assertComplete(engine, room);
  }

  @Test
  void n3AnArbiterThatForgotEverythingHasTheSameLocksAfterwards() {
    Race race = new Race();
    RoomId room = race.arena();
    race.pass(100);
    race.take(race.accepted(room, 2, "A", "P1", 50));
    race.arbiter.forget(room);
    race.take(race.accepted(room, 3, "B", "P1", 60), race.accepted(room, 4, "B", "P2", 70));
    assertThat(race.owners(room)).containsOnly(entry("P1", "A@50"), entry("P2", "B@70"));
    assertThat(race.arbiter.locks(room)).isEqualTo(race.room(room).locks());
  }

  @Test
  void anArbiterThatIsWrongIsCorrected() {
    Race race = new Race();
    RoomId room = race.arena();
    race.pass(100);
    Map<ProblemId, Lock> lies = Map.of(ProblemId.of("P1"), new Lock(Race.B, 1, OptionalLong.of(1)));
    RoomBoard board = Boards.of(race.room(room), Optional.empty());
    race.arbiter.show(
        new RoomBoard(
            room,
            1_000,
            board.format(),
            board.status(),
            board.startTime(),
            board.limit(),
            board.current(),
            board.problems(),
            lies,
            board.scores(),
            board.keep()));
    race.take(race.accepted(room, 2, "A", "P1", 50));
    assertThat(race.owners(room)).containsExactly(entry("P1", "A@50"));
    assertThat(race.arbiter.locks(room)).isEqualTo(race.room(room).locks());
  }

  @Test
  void n4TwoEnginesThatRaceTheLastClaimAndTheLimitEndTheRoomOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Race one = new Race();
        Race other = one.another(round + 10);
        RoomId room = one.started(lasting(request("arena", three()), MINUTE));
        one.take(one.accepted(room, 1, "A", "P1", 0), one.accepted(room, 2, "B", "P2", 0));
        one.pass(59);
        Submission last = one.accepted(room, 3, "A", "P3", 59);
        one.clock.advance(Duration.ofSeconds(1));
        CyclicBarrier together = new CyclicBarrier(4);
        List<Callable<Object>> all =
            List.of(
                () -> at(together, () -> one.take(last)),
                () -> at(together, () -> other.turns.due(room)),
                () -> at(together, () -> one.turns.due(room)),
                () -> at(together, () -> other.take(last)));
        for (Future<Object> done : threads.invokeAll(all, 30, TimeUnit.SECONDS)) {
          done.get();
        }
        one.pass(120);
        assertThat(one.owners(room)).containsEntry("P3", "A@59");
        assertThat(one.room(room).winner()).contains(Race.A);
        assertComplete(one, room);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Object at(CyclicBarrier barrier, Callable<Object> action) throws Exception {
    barrier.await(10, TimeUnit.SECONDS);
    return action.call();
  }

  @Test
  void finalisingComparesWithTheLogAndTheLogIsRight() {
    Race race = new Race();
    RoomId room = race.arena();
    race.take(race.accepted(room, 1, "A", "P1", 0), race.accepted(room, 2, "B", "P2", 0));
    race.pass(3_600);
    race.memory.transact(
        tx -> {
          Draft draft = new Draft(tx.rooms().find(room).orElseThrow(), race.clock.instant());
          draft.unlock(ProblemId.of("P2"));
          draft.lock(ProblemId.of("P3"), new Lock(Race.A, 5, OptionalLong.empty()));
          Change change = draft.change();
          return tx.rooms().update(change.from(), change.to());
        });
    race.pass(120);
    assertThat(race.owners(room)).containsOnly(entry("P1", "A@0"), entry("P2", "B@0"));
    assertThat(race.room(room).winner()).contains(Race.B);
    assertThat(race.types(room)).endsWith("room.end", "room.locked", "room.score", "room.final");
  }

  @Test
  void whatIsWrittenDownWhileTheResultBecomesFinalCountsInIt() {
    Race race = new Race();
    RoomId room = race.arena();
    race.pass(3_600 + 119);
    record(race, room, race.accepted(room, 1, "A", "P1", 5));
    race.clock.advance(Duration.ofSeconds(1));
    // The arbiter is asked between reading the room and writing it.
    MoodyArbiter arbiter =
        new MoodyArbiter(
            race.arbiter,
            use -> {
              record(race, room, race.accepted(room, 2, "B", "P3", 5));
              return false;
            });
    Race engine = race.another(memory -> memory, arbiter, 9);
    assertThat(engine.turns.due(room)).isEmpty();
    assertThat(race.owners(room)).containsOnly(entry("P1", "A@5"), entry("P3", "B@5"));
    assertThat(race.room(room).winner()).contains(Race.B);
    assertThat(race.undecided(room)).isZero();
  }

  /** Writes a submission down, and dies. */
  private static void record(Race race, RoomId room, Submission submission) {
    TeamId team = new TeamId(submission.account().text().toUpperCase(Locale.ROOT));
    race.memory.transact(
        tx ->
            tx.rooms()
                .record(room, new RoomSubmission(submission, team, RoomSubmission.State.RECEIVED)));
  }

  @Test
  void anArbiterThatIsAskedWhileTheRoomEndsKeepsNothingOfIt() {
    Race race = new Race();
    RoomId room = race.started(graced(request("arena", three()), Duration.ZERO));
    race.take(race.accepted(room, 1, "A", "P1", 0), race.accepted(room, 2, "A", "P2", 0));
    Submission last = race.accepted(room, 3, "B", "P3", 0);
    // Somebody else decides about it, too, and does so between reading the room and asking.
    MoodyArbiter arbiter =
        new MoodyArbiter(
            race.arbiter,
            use -> {
              race.turns.due(room);
              return false;
            });
    race.another(memory -> memory, arbiter, 9).take(last);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ENDED);
    assertThat(race.events(room, "room.end")).hasSize(1);
    assertThat(race.arbiter.locks(room)).isEmpty();
  }

  @Test
  void aRoomThatLostItsDeadlineIsPlayedOnAfterTheNextStart() {
    Race race = new Race();
    RoomId room = race.arena();
    race.memory.transact(
        tx -> {
          tx.deadlines().cancel(Subject.room(room), Deadline.Kind.ROOM);
          return null;
        });
    race.pass(4_000);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    race.turns.resume();
    race.pass(121);
    assertComplete(race, room);
  }
}
