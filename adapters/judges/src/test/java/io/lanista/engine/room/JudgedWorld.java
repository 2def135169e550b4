package io.lanista.engine.room;

import io.lanista.judges.Codeforces;
import io.lanista.judges.standin.StandInCodeforces;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomPlan;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Selection;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.PollStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One storage, the stand-in for Codeforces over real HTTP, and engines that take their turns when a
 * test says so, on a clock that moves when they wait.
 */
final class JudgedWorld implements AutoCloseable {
  static final String JUDGE = "codeforces";
  static final Duration SPACING = Duration.ofSeconds(2);

  final WaitingClock clock = new WaitingClock();
  final InMemoryStorage storage = new InMemoryStorage();
  final StandInCodeforces site = StandInCodeforces.start();
  final Codeforces codeforces =
      Codeforces.at(site.base(), SPACING, Duration.ofSeconds(20), Clock.systemUTC());

  /** When requests were made, by the clock of the world. */
  final List<Instant> asked = new ArrayList<>();

  private int rooms;

  JudgedWorld() throws IOException {}

  /** Another engine over the same storage, with connections of its own. */
  JudgeTurns engine() {
    Codeforces own = Codeforces.at(site.base(), SPACING, Duration.ofSeconds(20), Clock.systemUTC());
    return engine(
        new Judges.Entry(new WatchedJudge(own.judge(), this), Optional.of(own.problems())));
  }

  JudgeTurns engine(Judges.Entry entry) {
    return new JudgeTurns(
        JUDGE, entry, storage, this::record, new Random(1), clock, clock::waitUntil);
  }

  void noteRequest() {
    asked.add(clock.instant());
  }

  /** What the engine does with submissions first: writes them down wherever they are of use. */
  private void record(String judge, List<Submission> submissions) {
    storage.transact(
        tx -> {
          for (Submission submission : submissions) {
            for (RoomId id : tx.rooms().playing(judge, submission.account())) {
              tx.rooms()
                  .record(
                      id,
                      new RoomSubmission(
                          submission, new TeamId("A"), RoomSubmission.State.RECEIVED));
            }
          }
          return true;
        });
  }

  /** A room that is being played from now on, by one account. */
  RoomId play(String account, Duration limit) {
    Instant now = clock.instant();
    Room room =
        room(
            plan(Optional.empty(), List.of(account)),
            RoomStatus.ACTIVE,
            Optional.of(now),
            Optional.of(now.plus(limit)));
    storage.transact(
        tx -> {
          tx.rooms().insert(room);
          tx.polls().watchAnew(JUDGE, new JudgeAccount(account), now);
          return true;
        });
    return room.id();
  }

  /** A room that waits for its problems. */
  RoomId await(Selection selection, String... accounts) {
    Room room =
        room(
            plan(Optional.of(selection), List.of(accounts)),
            RoomStatus.WAITING,
            Optional.empty(),
            Optional.empty());
    storage.transact(
        tx -> {
          tx.rooms().insert(room);
          return true;
        });
    return room.id();
  }

  private RoomPlan plan(Optional<Selection> selection, List<String> accounts) {
    rooms++;
    List<Team> teams =
        Stream.iterate(0, i -> i < accounts.size(), i -> i + 1)
            .map(
                i ->
                    new Team(
                        new TeamId("T" + i),
                        "Team " + i,
                        List.of(
                            new Member(
                                new Username("user" + i),
                                new JudgeAccount(accounts.get(i)),
                                selection.isEmpty() ? Optional.of(1_000) : Optional.empty()))))
            .toList();
    return new RoomPlan(
        new RoomId(new UUID(4, rooms)),
        "arena",
        "Room " + rooms,
        new PlayerId(new UUID(1, 1)),
        JUDGE,
        teams,
        selection,
        clock.instant(),
        clock.instant().plusSeconds(60),
        Duration.ofHours(1),
        Duration.ofSeconds(120),
        Duration.ofSeconds(120),
        Duration.ZERO,
        true,
        false);
  }

  private static Room room(
      RoomPlan plan, RoomStatus status, Optional<Instant> start, Optional<Instant> end) {
    return new Room(
        plan,
        1,
        status,
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        start,
        end,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** A submission at the world's time, at most a second older. */
  long submit(String account, String verdict) {
    return site.submit(List.of(account), 1, "A", clock.instant(), Optional.of(verdict));
  }

  Room find(RoomId room) {
    return storage.read(tx -> tx.rooms().find(room)).orElseThrow();
  }

  List<Problem> problems(RoomId room) {
    return find(room).problems();
  }

  /** Ids and verdicts of what is written down for a room. */
  List<String> written(RoomId room) {
    return storage.read(tx -> tx.rooms().submissions(room)).stream()
        .map(each -> each.submission().id() + " " + each.submission().verdict().word())
        .toList();
  }

  PollStore.Poll poll(String account) {
    return storage.read(tx -> tx.polls().find(JUDGE, new JudgeAccount(account))).orElseThrow();
  }

  Optional<PollStore.Pause> pause() {
    return storage.read(tx -> tx.polls().pause(JUDGE));
  }

  /** Lets engines take turns for a while, the clock moving on when none has anything to do. */
  void run(Duration time, JudgeTurns... engines) throws InterruptedException {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      boolean busy = false;
      for (JudgeTurns engine : engines) {
        busy |= engine.turn();
      }
      if (!busy) {
        clock.advance(Duration.ofMillis(500));
      }
    }
  }

  @Override
  public void close() {
    site.close();
    storage.close();
  }
}
