package io.lanista.engine.plugin;

import io.lanista.engine.MovableClock;
import io.lanista.engine.room.InProcessArbiter;
import io.lanista.engine.room.Judges;
import io.lanista.engine.room.RoomCommits;
import io.lanista.engine.room.RoomRequest;
import io.lanista.engine.room.RoomSettings;
import io.lanista.engine.room.RoomTurns;
import io.lanista.engine.room.RoomWrites;
import io.lanista.engine.room.Rooms;
import io.lanista.engine.room.Verdicts;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.NoJudge;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSignals;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import io.lanista.ports.room.Verdict;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.SeededIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The rooms' core over real plugins. Its rooms have one problem, two teams of one member each, and
 * a result that is final at once.
 */
final class RoomHall {
  final InMemoryStorage storage = new InMemoryStorage();
  private final MovableClock clock = new MovableClock();
  private final Rooms rooms;
  private final Verdicts verdicts;
  private final RoomTurns turns;
  private final Player ann = player("ann", 1);
  private final Player bob = player("bob", 2);
  private final AtomicInteger problems = new AtomicInteger();

  /** Where a room can be on its way. */
  enum Step {
    CREATE,
    START,
    SOLVE
  }

  RoomHall(Registry<RoomFormat> formats) {
    Judges judges =
        new Judges(Map.of("hook", new Judges.Entry(NoJudge.HOOK, Optional.empty())), "hook");
    InProcessArbiter arbiter = new InProcessArbiter(clock);
    RoomSettings settings = RoomSettings.DEFAULT;
    RoomWrites writes =
        new RoomWrites(
            storage,
            formats,
            judges,
            arbiter,
            new RoomCommits(RoomSignals.none(), arbiter),
            settings,
            clock);
    rooms = new Rooms(writes, storage, formats, judges, settings, new SeededIds(7), clock);
    verdicts = new Verdicts(writes, storage);
    turns = new RoomTurns(writes, storage);
  }

  private Player player(String name, int number) {
    Player player =
        new Player(
            new PlayerId(new UUID(7, number)),
            new Username(name),
            clock.instant(),
            clock.instant());
    storage.transact(tx -> tx.players().insert(player));
    return player;
  }

  /** A room on its way, one step at a time. */
  final class Walk {
    private final String format;
    // Of its own, since a verdict goes to every room that has its problem.
    private final int problem = problems.incrementAndGet();
    private RoomId id;

    Walk(String format) {
      this.format = format;
    }

    void take(Step step) {
      switch (step) {
        case CREATE -> id = rooms.create(ann, request()).room().id();
        case START -> {
          rooms.ready(id, ann);
          rooms.ready(id, bob);
        }
        case SOLVE -> verdicts.take("hook", List.of(solution()));
      }
    }

    Walk takeUntil(Step last) {
      for (Step step : Step.values()) {
        if (step.compareTo(last) <= 0) {
          take(step);
        }
      }
      return this;
    }

    /** Does what is due some time later. */
    void lookAfter(Duration time) {
      clock.advance(time);
      turns.due(id);
    }

    Room room() {
      return storage.read(tx -> tx.rooms().find(id)).orElseThrow();
    }

    private Submission solution() {
      return new Submission(
          problem,
          new JudgeAccount("A"),
          problemId(),
          room().startedAt().orElseThrow().toEpochMilli(),
          Verdict.ACCEPTED);
    }

    private ProblemId problemId() {
      return ProblemId.of("P" + problem);
    }

    private RoomRequest request() {
      return new RoomRequest(
          format,
          Optional.empty(),
          Optional.empty(),
          List.of(team("A", ann), team("B", bob)),
          List.of(new Problem(problemId(), "one", Optional.empty(), 100, Optional.empty())),
          Optional.empty(),
          Optional.empty(),
          Duration.ofMinutes(60),
          Optional.of(Duration.ZERO),
          Optional.empty(),
          Optional.of(Duration.ZERO),
          true,
          false);
    }
  }

  private static Team team(String id, Player player) {
    Member member = new Member(player.username(), new JudgeAccount(id), Optional.empty());
    return new Team(new TeamId(id), "Team " + id, List.of(member));
  }

  Walk walk(String format) {
    return new Walk(format);
  }
}
