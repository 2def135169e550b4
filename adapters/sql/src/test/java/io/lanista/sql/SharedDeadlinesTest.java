package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.event.Subject;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.schedule.DeadlineHandler;
import io.lanista.ports.schedule.DeadlineRunner;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deadlines of engines that share a schema: the owner's, and those of rooms. */
class SharedDeadlinesTest {
  private final MariaDbConfig config = RealMariaDb.shared().freshSchema();
  private final List<Deadline> byOwner = new CopyOnWriteArrayList<>();
  private final List<Deadline> byGuest = new CopyOnWriteArrayList<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private SqlStorage all;
  private SqlStorage some;
  private DeadlineRunner owner;
  private DeadlineRunner guest;

  @BeforeEach
  void open() {
    openOwner();
    some = SqlStorage.open(config.forRooms(), Clock.systemUTC(), new SeededIds(2));
    guest = some.deadlineRunner();
  }

  private void openOwner() {
    all = SqlStorage.open(config, Clock.systemUTC(), new SeededIds(1));
    owner = all.deadlineRunner();
  }

  @AfterEach
  void close() {
    held.countDown();
    guest.close();
    owner.close();
    some.close();
    all.close();
  }

  private static DeadlineHandler noting(List<Deadline> handled) {
    return deadline -> {
      handled.add(deadline);
      return Optional.empty();
    };
  }

  /** Handles what it is told to only when the test says so. */
  private DeadlineHandler holding(List<Deadline> handled) {
    return deadline -> {
      handled.add(deadline);
      waitFor(held);
      return Optional.empty();
    };
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("waited in vain");
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static Deadline room(Instant due) {
    return new Deadline(
        Subject.room(new RoomId(UUID.randomUUID())),
        Deadline.Kind.ROOM,
        due.truncatedTo(ChronoUnit.MICROS));
  }

  private static Deadline expiry(Instant due) {
    return new Deadline(
        Subject.match(new MatchId(UUID.randomUUID())),
        Deadline.Kind.MATCH_EXPIRY,
        due.truncatedTo(ChronoUnit.MICROS));
  }

  private static Deadline set(Storage storage, Deadline deadline) {
    storage.transact(
        t -> {
          t.deadlines().set(deadline);
          return null;
        });
    return deadline;
  }

  private static long times(List<Deadline> handled, Deadline deadline) {
    return handled.stream().filter(d -> d.subject().equals(deadline.subject())).count();
  }

  @Test
  void eachDeadlineOfARoomIsHandledByOneOfThem() {
    owner.start(noting(byOwner));
    guest.start(noting(byGuest));
    List<Deadline> due = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      due.add(set(i % 2 == 0 ? all : some, room(Instant.now())));
    }
    DatabaseOwnerTest.await(() -> all.pendingDeadlines(1).isEmpty());
    for (Deadline deadline : due) {
      assertThat(times(byOwner, deadline) + times(byGuest, deadline)).isOne();
    }
  }

  @Test
  void whoServesRoomsLeavesOtherDeadlinesToTheOwner() {
    Deadline netplay = set(all, expiry(Instant.now().minusSeconds(5)));
    guest.start(noting(byGuest));
    Deadline marker = set(some, room(Instant.now()));
    DatabaseOwnerTest.await(() -> byGuest.contains(marker));
    DatabaseOwnerTest.await(() -> all.pendingDeadlines(5).equals(List.of(netplay)));
    owner.start(noting(byOwner));
    DatabaseOwnerTest.await(() -> byOwner.contains(netplay));
    assertThat(byGuest).doesNotContain(netplay);
  }

  @Test
  void whatAnotherSetsWhileItIsHandledIsHandledThen() {
    guest.start(holding(byGuest));
    Deadline first = set(all, room(Instant.now()));
    DatabaseOwnerTest.await(() -> byGuest.contains(first));
    Deadline again =
        set(
            all,
            new Deadline(
                first.subject(),
                first.kind(),
                Instant.now().plusMillis(300).truncatedTo(ChronoUnit.MICROS)));
    held.countDown();
    DatabaseOwnerTest.await(() -> byGuest.contains(again));
    assertThat(byGuest).containsExactly(first, again);
  }

  @Test
  void whatAnotherCancelsWhileItIsHandledIsNotRepeated() {
    guest.start(
        deadline -> {
          byGuest.add(deadline);
          waitFor(held);
          return Optional.of(Instant.now());
        });
    Deadline first = set(some, room(Instant.now()));
    DatabaseOwnerTest.await(() -> byGuest.contains(first));
    all.transact(
        t -> {
          t.deadlines().cancel(first.subject(), first.kind());
          return null;
        });
    held.countDown();
    Deadline marker = set(all, room(Instant.now().plusMillis(50)));
    DatabaseOwnerTest.await(() -> byGuest.contains(marker));
    assertThat(times(byGuest, first)).isOne();
  }

  @Test
  void theOwnersRestartLeavesWhatTheOtherIsHandlingAlone() throws Exception {
    guest.start(holding(byGuest));
    Deadline running = set(some, room(Instant.now()));
    DatabaseOwnerTest.await(() -> byGuest.contains(running));
    String before = row(running);
    owner.close();
    all.close();
    openOwner();
    owner.start(noting(byOwner));
    Deadline marker = set(all, expiry(Instant.now()));
    DatabaseOwnerTest.await(() -> byOwner.contains(marker));
    assertThat(row(running)).isEqualTo(before);
    held.countDown();
    DatabaseOwnerTest.await(() -> row(running).isEmpty());
    assertThat(times(byOwner, running)).isZero();
    assertThat(times(byGuest, running)).isOne();
  }

  @Test
  void theOwnerTakesItsOwnUpAgainAtOnceAtItsStart() throws Exception {
    Deadline netplay = set(all, expiry(Instant.now()));
    pick(netplay, Instant.now());
    Deadline room = set(all, room(Instant.now()));
    pick(room, Instant.now());
    owner.start(noting(byOwner));
    DatabaseOwnerTest.await(() -> byOwner.contains(netplay));
    assertThat(byOwner).doesNotContain(room);
  }

  @Test
  void whatAKilledEngineWasHandlingIsTakenOver() throws Exception {
    Deadline later = room(Instant.now().plusSeconds(3_600));
    Deadline cancelled = room(Instant.now());
    Deadline due = room(Instant.now());
    for (Deadline deadline : List.of(due, cancelled, later)) {
      set(all, new Deadline(deadline.subject(), deadline.kind(), due.due()));
    }
    Process engine = handlingUntilKilled(3);
    try {
      // What is decided meanwhile holds, although nobody is left to see to it.
      set(all, later);
      all.transact(
          t -> {
            t.deadlines().cancel(cancelled.subject(), cancelled.kind());
            return null;
          });
    } finally {
      engine.destroyForcibly();
      assertThat(engine.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    guest.start(noting(byGuest));
    owner.start(noting(byOwner));
    DatabaseOwnerTest.await(() -> times(byOwner, due) + times(byGuest, due) == 1);
    DatabaseOwnerTest.await(() -> all.pendingDeadlines(5).equals(List.of(later)));
    DatabaseOwnerTest.await(() -> row(later).startsWith("0 "));
    assertThat(times(byOwner, cancelled) + times(byGuest, cancelled)).isZero();
    assertThat(times(byOwner, later) + times(byGuest, later)).isZero();
  }

  private Process handlingUntilKilled(int deadlines) throws Exception {
    Process engine =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                config.url(),
                config.user(),
                config.password())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(engine.getInputStream(), StandardCharsets.UTF_8));
    for (int begun = 0; begun < deadlines; ) {
      String line = lines.readLine();
      if (line == null) {
        engine.destroyForcibly();
        throw new AssertionError("The other engine ended by itself.");
      }
      begun += line.startsWith("handling") ? 1 : 0;
    }
    return engine;
  }

  /** Says what it begins to handle, and never ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws InterruptedException {
      SqlStorage storage =
          SqlStorage.open(
              MariaDbConfig.of(arguments[0], arguments[1], arguments[2]).forRooms(),
              Clock.systemUTC(),
              new SeededIds(3));
      CountDownLatch never = new CountDownLatch(1);
      storage
          .deadlineRunner()
          .start(
              deadline -> {
                System.out.println("handling " + deadline);
                waitFor(never);
                return Optional.empty();
              });
      // Bounded, should nobody kill it.
      never.await(60, TimeUnit.SECONDS);
      System.exit(1);
    }
  }

  /** As if another engine had begun to handle it. */
  private void pick(Deadline deadline, Instant heartbeat) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE deadlines SET picked = 1, picked_by = 'another', last_heartbeat = "
              + Micros.of(heartbeat)
              + ", version = version + 1 WHERE task_instance = '"
              + instance(deadline)
              + "'");
    }
  }

  private static String instance(Deadline deadline) {
    return deadline.subject().kind() + ":" + deadline.subject().id();
  }

  /** Whether somebody handles it, and the version; empty if it is not there. */
  private String row(Deadline deadline) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT picked + 0, version FROM deadlines WHERE task_instance = '"
                    + instance(deadline)
                    + "'")) {
      return row.next() ? row.getInt(1) + " " + row.getLong(2) : "";
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(config.url(), config.user(), config.password());
  }
}
