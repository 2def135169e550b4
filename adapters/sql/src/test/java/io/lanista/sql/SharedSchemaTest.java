package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.event.Subject;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.IssuedKey;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.Verdict;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.RoomSamples;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Engines that serve rooms only, beside the one that owns the schema. */
class SharedSchemaTest {
  private final MariaDbConfig config = RealMariaDb.shared().freshSchema();
  private final Samples samples = new Samples();
  private final RoomSamples rooms = new RoomSamples(5);

  private SqlStorage owner() {
    return open(config, 1);
  }

  private SqlStorage guest() {
    return open(config.forRooms(), 2);
  }

  private static SqlStorage open(MariaDbConfig config, long seed) {
    return SqlStorage.open(config, Clock.systemUTC(), new SeededIds(seed));
  }

  private static void commit(Storage storage, Consumer<Transaction> work) {
    storage.transact(
        t -> {
          work.accept(t);
          return null;
        });
  }

  @Test
  void severalServeRoomsBesideOneOwnerWhoeverComesFirst() {
    try (SqlStorage first = guest();
        SqlStorage all = owner();
        SqlStorage second = guest()) {
      Room room = rooms.waiting();
      commit(first, t -> t.rooms().insert(room));
      for (SqlStorage storage : List.of(all, second)) {
        assertThat(storage.<Optional<Room>>read(t -> t.rooms().find(room.id()))).contains(room);
      }
      assertThat(first.describe().schemaVersion()).isEqualTo(all.describe().schemaVersion());
      assertThatThrownBy(this::owner)
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("belongs to another engine");
    }
    try (SqlStorage next = owner()) {
      assertThat(next.refusal()).isEmpty();
    }
  }

  @Test
  void aPlayerOfOneEngineIsKnownToTheOther() {
    try (SqlStorage all = owner();
        SqlStorage some = guest()) {
      Player player = samples.player("Someone");
      IssuedKey key =
          some.transact(
              t -> {
                assertThat(t.players().insert(player)).isTrue();
                t.emit(new DomainEvent.PlayerRegistered(player.id(), "Someone", Samples.NOW));
                return t.credentials().issue(player.id());
              });
      assertThat(all.<Optional<PlayerId>>read(t -> t.credentials().verify(key.secret())))
          .contains(player.id());
      assertThat(all.<Boolean>transact(t -> t.players().insert(samples.player("SOMEONE"))))
          .isFalse();
      assertThat(all.<List<PublishedEvent>>read(t -> t.outbox().after(0, 5))).hasSize(1);
    }
  }

  @Test
  void whoeverLosesARaceForAPlayersNameSeesThatItIsTaken() throws Exception {
    try (SqlStorage all = owner();
        SqlStorage some = guest()) {
      for (int round = 0; round < 10; round++) {
        Player one = samples.player("name" + round);
        Player other = samples.player("NAME" + round);
        CompletableFuture<Boolean> first =
            CompletableFuture.supplyAsync(() -> all.transact(t -> t.players().insert(one)));
        CompletableFuture<Boolean> second =
            CompletableFuture.supplyAsync(() -> some.transact(t -> t.players().insert(other)));
        assertThat(first.get(30, TimeUnit.SECONDS)).isNotEqualTo(second.get(30, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  void whatBelongsToTheOwnerIsRefusedByNameAndNothingOfItsTransactionStays() {
    try (SqlStorage all = owner();
        SqlStorage some = guest()) {
      Match match = samples.playing(Samples.NOW);
      commit(all, t -> t.matches().insert(List.of(match)));
      Map<String, Consumer<Transaction>> foreign =
          Map.ofEntries(
              Map.entry("Ticket", t -> t.tickets().insert(List.of(samples.waiting(1)))),
              Map.entry("Match", t -> t.matches().insert(List.of(samples.playing(Samples.NOW)))),
              Map.entry("Match ", t -> t.matches().lock(match.id())),
              Map.entry(
                  "Signature", t -> t.signatures().insert(match.id(), samples.signature(Side.P1))),
              Map.entry("Rating", t -> t.ratings().put(samples.rating("A", 1))),
              Map.entry("Wager", t -> t.wagers().put(samples.wager(match.id()))),
              Map.entry("Replay", t -> t.replays().insert(samples.replay(match.id(), 1))),
              Map.entry(
                  "ResultSigned",
                  t -> t.emit(new DomainEvent.ResultSigned(match.id(), Samples.NOW))),
              Map.entry("the place of bus", t -> t.outbox().advance("bus", 1)),
              Map.entry("the end of events", t -> t.outbox().prune(1)),
              Map.entry(
                  "deadlines of kind MATCH_EXPIRY",
                  t ->
                      t.deadlines()
                          .set(
                              new Deadline(
                                  Subject.match(match.id()),
                                  Deadline.Kind.MATCH_EXPIRY,
                                  Samples.NOW))),
              Map.entry(
                  "deadlines of kind WAGER_ANSWER",
                  t ->
                      t.deadlines().cancel(Subject.match(match.id()), Deadline.Kind.WAGER_ANSWER)));
      foreign.forEach(
          (what, write) -> {
            Room room = rooms.waiting();
            assertThatThrownBy(
                    () ->
                        commit(
                            some,
                            t -> {
                              t.rooms().insert(room);
                              write.accept(t);
                            }))
                .as(what)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("serves rooms only")
                .hasMessageContaining(what.strip());
            assertThat(all.<Optional<Room>>read(t -> t.rooms().find(room.id()))).isEmpty();
          });
      assertThat(some.<Optional<Match>>read(t -> t.matches().find(match.id()))).contains(match);
      assertThat(some.trouble()).isEmpty();
    }
  }

  @Test
  void bothWriteTheSameRoomsAndLoseNothing() throws Exception {
    try (SqlStorage all = owner();
        SqlStorage some = guest()) {
      Room room = rooms.waiting();
      commit(all, t -> t.rooms().insert(room));
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (SqlStorage storage : List.of(all, some, all, some)) {
        long first = 1_000L * writers.size();
        writers.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int done = 0; done < 10; ) {
                    Room before =
                        storage.<Optional<Room>>read(t -> t.rooms().find(room.id())).orElseThrow();
                    long submission = first + done;
                    boolean won =
                        storage.transact(
                            t -> {
                              t.rooms()
                                  .record(
                                      room.id(),
                                      RoomSamples.submission(submission, Verdict.ACCEPTED));
                              return t.rooms()
                                  .update(before, RoomSamples.in(before, RoomStatus.ACTIVE));
                            });
                    done += won ? 1 : 0;
                  }
                }));
      }
      for (CompletableFuture<Void> writer : writers) {
        writer.get(90, TimeUnit.SECONDS);
      }
      assertThat(all.<Optional<Room>>read(t -> t.rooms().find(room.id())).orElseThrow().version())
          .isEqualTo(41);
      assertThat(all.<Integer>read(t -> t.rooms().submissions(room.id()).size())).isEqualTo(40);
    }
  }

  @Test
  void anAccountWhoseNextRoomBeginsWhileTheLastOneEndsStaysWatched() throws Exception {
    try (SqlStorage all = owner();
        SqlStorage some = guest()) {
      Room last = rooms.waiting();
      Room next = rooms.waiting();
      commit(
          all,
          t -> {
            t.rooms().insert(last);
            t.rooms().insert(next);
            t.polls().watch("file", RoomSamples.ANN, Samples.NOW);
          });
      CountDownLatch watched = new CountDownLatch(1);
      CountDownLatch ended = new CountDownLatch(1);
      CompletableFuture<Void> begins =
          CompletableFuture.runAsync(
              () ->
                  commit(
                      some,
                      t -> {
                        t.rooms().update(next, RoomSamples.in(next, RoomStatus.ACTIVE));
                        t.polls().watchAnew("file", RoomSamples.ANN, Samples.NOW);
                        t.polls().find("file", RoomSamples.ANN);
                        watched.countDown();
                        // The other one waits for this transaction, so this is not for its end.
                        pass(ended, 500);
                      }));
      pass(watched, 30_000);
      commit(
          all,
          t -> {
            t.rooms().update(last, RoomSamples.in(last, RoomStatus.ENDED));
            t.polls().unwatch("file", RoomSamples.ANN);
          });
      ended.countDown();
      begins.get(30, TimeUnit.SECONDS);
      assertThat(all.<Boolean>read(t -> t.polls().find("file", RoomSamples.ANN).isPresent()))
          .isTrue();
    }
  }

  private static void pass(CountDownLatch latch, long milliseconds) {
    try {
      latch.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void theOwnerStartsWhileATransactionOfTheOtherGoesOn() {
    owner().close();
    try (SqlStorage some = guest()) {
      Room room = rooms.waiting();
      commit(
          some,
          t -> {
            t.rooms().insert(room);
            CompletableFuture.supplyAsync(this::owner).join().close();
          });
      assertThat(some.<Optional<Room>>read(t -> t.rooms().find(room.id()))).contains(room);
    }
  }

  @Test
  void aReaderOfTheOutboxMissesNoEventOfEitherEngine() throws Exception {
    try (SqlStorage all = owner();
        SqlStorage some = guest()) {
      int each = 60;
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (SqlStorage storage : List.of(all, some, all, some)) {
        int writer = writers.size();
        writers.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < each; i++) {
                    PlayerId id = new PlayerId(new UUID(writer, i));
                    commit(
                        storage,
                        t -> t.emit(new DomainEvent.PlayerRegistered(id, "someone", Samples.NOW)));
                  }
                }));
      }
      List<PublishedEvent> read = new ArrayList<>();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
      while (read.size() < 4 * each) {
        assertThat(System.nanoTime()).as("missed some").isLessThan(end);
        long from = read.isEmpty() ? 0 : read.get(read.size() - 1).sequence();
        read.addAll(all.<List<PublishedEvent>>read(t -> t.outbox().after(from, 7)));
      }
      for (CompletableFuture<Void> writer : writers) {
        writer.get(30, TimeUnit.SECONDS);
      }
      assertThat(read).extracting(PublishedEvent::event).doesNotHaveDuplicates();
    }
  }

  @Test
  void aSchemaNewerThanTheEngineIsRefused() throws Exception {
    owner().close();
    upgradeByANewerVersion();
    assertThatThrownBy(this::guest)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("schema version 999")
        .hasMessageContaining("run the newer version");
  }

  @Test
  void aSchemaThatIsUpgradedMeanwhileIsNotWrittenAnyMore() throws Exception {
    owner().close();
    try (SqlStorage some = guest()) {
      commit(some, t -> t.rooms().insert(rooms.waiting()));
      assertThat(some.refusal()).isEmpty();
      upgradeByANewerVersion();
      Room room = rooms.waiting();
      assertThatThrownBy(() -> commit(some, t -> t.rooms().insert(room)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("was upgraded")
          .hasMessageContaining("999");
      assertThat(some.refusal()).isPresent();
      assertThat(some.<Optional<Room>>read(t -> t.rooms().find(room.id()))).isEmpty();
    }
  }

  @Test
  void anOwnerOfAnOlderSchemaIsNotUpgradedUnderItsHands() throws Exception {
    try (SqlStorage all = owner()) {
      ask("DELETE FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1");
      MariaDbConfig impatient =
          new MariaDbConfig(
              config.url(), config.user(), config.password(), 2, Duration.ofSeconds(5), true);
      assertThatThrownBy(() -> open(impatient, 3))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("Upgrade that one first");
      assertThat(all.refusal()).isEmpty();
    }
  }

  private void upgradeByANewerVersion() throws Exception {
    ask(
        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " VALUES (99, '999', 'later', 'SQL', 'V999__later.sql', 'x', 1, 1)");
  }

  private void ask(String statement) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(config.url(), config.user(), config.password());
        Statement asked = connection.createStatement()) {
      asked.execute(statement);
    }
  }
}
