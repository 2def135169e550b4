package io.lanista.ports.storage;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.Attendance;
import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomPlan;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Selection;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import io.lanista.ports.room.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Rooms to store, each new call with new ids. */
public final class RoomSamples {
  public static final Instant NOW = Samples.NOW;
  public static final TeamId RED = new TeamId("red|1");
  public static final TeamId BLUE = new TeamId("blau: ß");
  public static final ProblemId FIRST = ProblemId.of("1A");
  public static final ProblemId SECOND = ProblemId.of("2B|:");
  public static final JudgeAccount ANN = new JudgeAccount("ann@cf");
  public static final JudgeAccount BOB = new JudgeAccount("bob cf");
  public static final JudgeAccount CAT = new JudgeAccount("cät");

  private final IdSource ids;

  public RoomSamples(long seed) {
    ids = new SeededIds(seed);
  }

  /** A public room judged by {@code file}, waiting, with everything absent that may be. */
  public Room waiting() {
    return waiting(NOW, "file", true);
  }

  /** The same of another instant, judge or publicity. */
  public Room waiting(Instant createdAt, String judge, boolean open) {
    RoomPlan plan =
        new RoomPlan(
            new RoomId(ids.next()),
            "arena",
            "Räum \"1\" 狐",
            new PlayerId(ids.next()),
            judge,
            List.of(
                new Team(
                    RED,
                    "The red ones",
                    List.of(
                        new Member(new Username("Ann"), ANN, Optional.of(1_900)),
                        new Member(new Username("bob_2"), BOB, Optional.empty()))),
                new Team(
                    BLUE,
                    "The blue ones",
                    List.of(new Member(new Username("cat"), CAT, Optional.of(-3))))),
            Optional.empty(),
            createdAt,
            createdAt.plusSeconds(10),
            Duration.ofMinutes(20),
            Duration.ofSeconds(120),
            Duration.ofSeconds(90),
            Duration.ofSeconds(60),
            open,
            false);
    Attendance none = new Attendance(false, Optional.empty());
    return new Room(
        plan,
        1,
        RoomStatus.WAITING,
        List.of(
            new Problem(FIRST, "Sum of ones", Optional.of(800), 80, Optional.empty()),
            new Problem(
                SECOND, "Graph ∑", Optional.empty(), 1_000, Optional.of(Duration.ofSeconds(61)))),
        Map.of(),
        Map.of(),
        Map.of("Ann", none, "bob_2", none, "cat", none),
        Map.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** A room whose problems are not drawn yet. */
  public Room drawing() {
    Room room = waiting();
    RoomPlan plan = room.plan();
    return room.planned(
            new RoomPlan(
                plan.id(),
                plan.format(),
                plan.name(),
                plan.creator(),
                plan.judge(),
                plan.teams(),
                Optional.of(new Selection(2, 800, 1_200)),
                plan.createdAt(),
                plan.startsAt(),
                plan.limit(),
                plan.grace(),
                plan.readyWithin(),
                Duration.ZERO,
                plan.open(),
                true),
            List.of(),
            room.detail())
        .withVersion(1);
  }

  /** The next version, with its problems. */
  public static Room drawn(Room room, List<Problem> problems) {
    return room.planned(room.plan(), problems, room.detail());
  }

  /** The next version, in which every member has a rating. */
  public static Room rated(Room room, int rating) {
    RoomPlan plan = room.plan();
    List<Team> teams =
        plan.teams().stream()
            .map(
                team ->
                    new Team(
                        team.id(),
                        team.name(),
                        team.members().stream()
                            .map(
                                member ->
                                    new Member(
                                        member.username(), member.account(), Optional.of(rating)))
                            .toList()))
            .toList();
    return room.planned(plan.withTeams(teams), room.problems(), room.detail());
  }

  /** The next version in a state, with nothing else changed. */
  public static Room in(Room room, RoomStatus status) {
    return new Room(
        room.plan(),
        room.version() + 1,
        status,
        room.problems(),
        room.openings(),
        room.locks(),
        room.members(),
        room.withdrawn(),
        room.wrong(),
        room.startedAt(),
        room.deadline(),
        room.stoppedAt(),
        room.endedAt(),
        room.reason(),
        room.detail(),
        room.winner(),
        room.lastEvent());
  }

  /** The next version, ended, with everything present that may be. */
  public static Room ended(Room room) {
    return new Room(
        room.plan(),
        room.version() + 1,
        RoomStatus.ENDED,
        room.problems(),
        Map.of(
            FIRST,
            new Opening(NOW.plusSeconds(1), Optional.of(NOW.plusSeconds(2))),
            SECOND,
            new Opening(NOW.plusSeconds(2), Optional.empty())),
        Map.of(
            FIRST,
            new Lock(RED, 1L << 53, OptionalLong.of(1L << 53)),
            SECOND,
            new Lock(BLUE, 0, OptionalLong.empty())),
        Map.of(
            "Ann",
            new Attendance(true, Optional.empty()),
            "bob_2",
            new Attendance(false, Optional.empty()),
            "cat",
            new Attendance(true, Optional.empty())),
        Map.of(BLUE, "forfeit"),
        room.wrong(),
        Optional.of(NOW.plusSeconds(1)),
        Optional.of(NOW.plusSeconds(1_201)),
        Optional.of(NOW.plusSeconds(3)),
        Optional.of(NOW.plusSeconds(4)),
        Optional.of(EndReason.FORFEIT),
        Optional.of("Only one team was left. ∎"),
        Optional.of(RED),
        7);
  }

  /** Made by {@link #ANN} of the red team, about the first problem; nothing decided. */
  public static RoomSubmission submission(long id, Verdict verdict) {
    return new RoomSubmission(
        new Submission(id, ANN, FIRST, 1_772_359_200_123L, verdict),
        RED,
        RoomSubmission.State.RECEIVED);
  }
}
