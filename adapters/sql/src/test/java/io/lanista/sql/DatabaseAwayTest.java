package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.Subject;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.schedule.DeadlineRunner;
import io.lanista.ports.storage.RoomSamples;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database goes away and comes back; the engine is not restarted. */
class DatabaseAwayTest {
  private static RealMariaDb real;

  private final Samples samples = new Samples();

  @BeforeAll
  static void start() {
    real = RealMariaDb.startOne();
  }

  @AfterAll
  static void stop() {
    if (real != null) {
      real.close();
    }
  }

  private static MariaDbConfig hasty(MariaDbConfig schema, int port) {
    return new MariaDbConfig(
        schema.url().replace(":" + real.server().port() + "/", ":" + port + "/"),
        schema.user(),
        schema.password(),
        4,
        Duration.ofSeconds(4));
  }

  private static SqlStorage open(MariaDbConfig config) {
    return SqlStorage.open(config, Clock.systemUTC(), new SeededIds(1));
  }

  private void write(SqlStorage storage, long number) {
    Ticket ticket = samples.waiting(number);
    storage.transact(
        t -> {
          t.tickets().insert(List.of(ticket));
          return null;
        });
  }

  private static List<Long> numbers(SqlStorage storage) {
    return storage.read(t -> t.tickets().waiting(Samples.QUEUE)).stream()
        .map(Ticket::number)
        .collect(Collectors.toList());
  }

  /** Whether a call succeeds; one that fails says that the database cannot be reached. */
  private static boolean works(Runnable call) {
    try {
      call.run();
      return true;
    } catch (EngineException failed) {
      assertThat(failed.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
      assertThat(failed).hasMessageContaining("cannot be reached");
      return false;
    }
  }

  @Test
  void callsFailWithAReasonWhileTheServerIsStoppedAndWorkOnceItIsBack() throws Exception {
    MariaDbConfig schema = real.freshSchema();
    AtomicInteger handled = new AtomicInteger();
    try (SqlStorage storage = open(hasty(schema, real.server().port()));
        DeadlineRunner runner = storage.deadlineRunner()) {
      runner.start(
          due -> {
            handled.incrementAndGet();
            return Optional.empty();
          });
      write(storage, 1);
      real.server().stop();
      try {
        assertThat(works(() -> write(storage, 2))).isFalse();
        assertThat(works(() -> numbers(storage))).isFalse();
      } finally {
        real.server().start();
      }
      DatabaseOwnerTest.await(() -> works(() -> write(storage, 3)));
      DatabaseOwnerTest.await(() -> works(() -> numbers(storage)));
      assertThat(numbers(storage)).containsExactly(1L, 3L);
      storage.transact(
          t -> {
            t.deadlines()
                .set(
                    new Deadline(
                        Subject.queue(Samples.QUEUE), Deadline.Kind.QUEUE_SWEEP, Instant.now()));
            return null;
          });
      DatabaseOwnerTest.await(() -> handled.get() == 1);
      assertThat(storage.refusal()).isEmpty();
    }
  }

  @Test
  void nothingAcknowledgedIsLostWhenTheServerIsKilled() throws Exception {
    MariaDbConfig schema = real.freshSchema();
    List<Long> acknowledged = new ArrayList<>();
    try (SqlStorage storage = open(hasty(schema, real.server().port()))) {
      Thread writer =
          new Thread(
              () -> {
                for (long number = 1; number < 100_000; number++) {
                  long next = number;
                  if (!works(() -> write(storage, next))) {
                    return;
                  }
                  synchronized (acknowledged) {
                    acknowledged.add(next);
                  }
                }
              },
              "writer");
      writer.start();
      DatabaseOwnerTest.await(
          () -> {
            synchronized (acknowledged) {
              return acknowledged.size() >= 100;
            }
          });
      real.server().kill();
      writer.join(60_000);
      assertThat(writer.isAlive()).isFalse();
      real.server().start();
      DatabaseOwnerTest.await(() -> works(() -> numbers(storage)));
      assertThat(numbers(storage)).containsAll(acknowledged);
    }
  }

  @Test
  void aRoomsCommitThatIsStillOnItsWayIsEndedBeforeAnythingElseIsReadThoughTheOwnerWritesOn()
      throws Exception {
    MariaDbConfig schema = real.freshSchema();
    Room room = new RoomSamples(5).waiting();
    try (SqlStorage owner = open(schema);
        StallingProxy network = new StallingProxy(real.server().port());
        SqlStorage rooms = open(hasty(schema, network.port()).forRooms())) {
      owner.transact(
          t -> {
            t.rooms().insert(room);
            return null;
          });
      assertThatThrownBy(
              () ->
                  rooms.transact(
                      t -> {
                        t.rooms().update(room, RoomSamples.ended(room));
                        network.holdRequests();
                        return null;
                      }))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("cannot be reached");
      write(owner, 1);
      DatabaseOwnerTest.await(() -> works(() -> version(rooms, room.id())));
      long known = version(rooms, room.id());
      network.release();
      DatabaseOwnerTest.await(
          () ->
              works(
                  () ->
                      rooms.transact(
                          t -> {
                            t.rooms().seen(room.id(), new Username("cat"), Instant.now());
                            return null;
                          })));
      assertThat(version(rooms, room.id())).isEqualTo(known);
    }
  }

  private static long version(SqlStorage storage, RoomId id) {
    return storage.<Optional<Room>>read(t -> t.rooms().find(id)).orElseThrow().version();
  }

  @Test
  void aCommitThatIsStillOnItsWayIsEndedBeforeAnythingElseIsRead() throws Exception {
    MariaDbConfig schema = real.freshSchema();
    try (StallingProxy network = new StallingProxy(real.server().port());
        SqlStorage storage = open(hasty(schema, network.port()))) {
      assertThatThrownBy(
              () ->
                  storage.transact(
                      t -> {
                        t.tickets().insert(List.of(samples.waiting(1)));
                        // What was inserted is there; only the commit does not arrive.
                        network.holdRequests();
                        return null;
                      }))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("cannot be reached");
      DatabaseOwnerTest.await(() -> works(() -> numbers(storage)));
      List<Long> known = numbers(storage);
      network.release();
      // Another transaction later, and so after whatever the release let through.
      DatabaseOwnerTest.await(() -> works(() -> write(storage, 5)));
      known.add(5L);
      assertThat(numbers(storage)).isEqualTo(known);
    }
  }

  @Test
  void aCommitWhoseAnswerWasLostIsSeenByWhoReadsNext() throws Exception {
    MariaDbConfig schema = real.freshSchema();
    try (StallingProxy network = new StallingProxy(real.server().port());
        SqlStorage storage = open(hasty(schema, network.port()))) {
      assertThatThrownBy(
              () ->
                  storage.transact(
                      t -> {
                        t.tickets().insert(List.of(samples.waiting(1)));
                        network.holdAnswers();
                        return null;
                      }))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("cannot be reached");
      DatabaseOwnerTest.await(() -> works(() -> numbers(storage)));
      assertThat(numbers(storage)).containsExactly(1L);
    }
  }
}
