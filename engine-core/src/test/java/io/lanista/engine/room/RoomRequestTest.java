package io.lanista.engine.room;

import static io.lanista.engine.room.Race.A;
import static io.lanista.engine.room.Race.B;
import static io.lanista.engine.room.Race.limited;
import static io.lanista.engine.room.Race.problem;
import static io.lanista.engine.room.Race.team;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.Selection;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused when a room is asked for, and what becomes of what is not said. */
class RoomRequestTest {
  private static final Instant NOW = new Race().clock.instant();

  private final Race race = new Race();

  /** A request that can be spoilt in one place. */
  private static final class Form {
    String format = "arena";
    Optional<String> name = Optional.empty();
    Optional<String> judge = Optional.empty();
    List<Team> teams = List.of(team(A, "ann", "x1"), team(B, "bob", "x2"));
    List<Problem> problems = List.of(problem("P1", 1));
    Optional<Selection> selection = Optional.empty();
    Optional<Instant> startsAt = Optional.empty();
    Duration limit = Duration.ofHours(1);
    Optional<Duration> grace = Optional.empty();
    Optional<Duration> ready = Optional.empty();
    Optional<Duration> forfeit = Optional.empty();

    RoomRequest request() {
      return new RoomRequest(
          format, name, judge, teams, problems, selection, startsAt, limit, grace, ready, forfeit,
          true, false);
    }
  }

  private record Spoilt(String field, String how, Consumer<Form> spoil) {
    @Override
    public String toString() {
      return field + " " + how;
    }
  }

  static Stream<Spoilt> spoilt() {
    return Stream.of(
        new Spoilt("format", "unknown", form -> form.format = "chess"),
        new Spoilt("format", "long and odd", form -> form.format = "\n".repeat(1_000)),
        new Spoilt("judge", "unknown", form -> form.judge = Optional.of("nobody")),
        new Spoilt("name", "too long", form -> form.name = Optional.of("x".repeat(65))),
        new Spoilt("name", "empty", form -> form.name = Optional.of("")),
        new Spoilt("name", "of two lines", form -> form.name = Optional.of("a\nb")),
        new Spoilt("teams", "none", form -> form.teams = List.of()),
        new Spoilt("teams", "one", form -> form.teams = form.teams.subList(0, 1)),
        new Spoilt("teams", "too many", form -> form.teams = teams(65)),
        new Spoilt("id", "twice", form -> form.teams = twice(A, A, "ann", "bob", "x1", "x2")),
        new Spoilt("username", "twice", form -> form.teams = twice(A, B, "ann", "ANN", "x1", "x2")),
        new Spoilt(
            "judge_account", "twice", form -> form.teams = twice(A, B, "ann", "bob", "x1", "X1")),
        new Spoilt("username", "unknown", form -> form.teams = twice(A, B, "ann", "zoe", "x", "y")),
        new Spoilt(
            "members",
            "none",
            form -> form.teams = List.of(team(A, "ann", "x"), new Team(B, "b", List.of()))),
        new Spoilt("members", "too many", form -> form.teams = crowd(17)),
        new Spoilt("problems", "none", form -> form.problems = List.of()),
        new Spoilt("problems", "too many", form -> form.problems = problems(101)),
        new Spoilt(
            "problem_id",
            "twice",
            form -> form.problems = List.of(problem("1a", 1), problem("1A", 1))),
        new Spoilt(
            "problems",
            "and select",
            form -> form.selection = Optional.of(new Selection(1, 800, 900))),
        new Spoilt(
            "select",
            "from a judge without problems",
            form -> {
              form.problems = List.of();
              form.selection = Optional.of(new Selection(1, 800, 900));
            }),
        new Spoilt(
            "limit_seconds",
            "of a problem",
            form -> form.problems = List.of(limited("P1", 1, Duration.ZERO))),
        new Spoilt(
            "limit_seconds",
            "of a problem, too long",
            form -> form.problems = List.of(limited("P1", 1, Duration.ofSeconds(86_401)))),
        new Spoilt("limit_seconds", "too short", form -> form.limit = Duration.ofMillis(999)),
        new Spoilt("limit_seconds", "negative", form -> form.limit = Duration.ofSeconds(-5)),
        new Spoilt("limit_seconds", "too long", form -> form.limit = Duration.ofDays(8)),
        new Spoilt("grace_seconds", "negative", form -> form.grace = seconds(-1)),
        new Spoilt("grace_seconds", "too long", form -> form.grace = seconds(601)),
        new Spoilt("ready_within_seconds", "too short", form -> form.ready = seconds(4)),
        new Spoilt("ready_within_seconds", "too long", form -> form.ready = seconds(3_601)),
        new Spoilt("forfeit_after_seconds", "negative", form -> form.forfeit = seconds(-1)),
        new Spoilt("forfeit_after_seconds", "too long", form -> form.forfeit = seconds(3_601)),
        new Spoilt("starts_at", "past", form -> form.startsAt = at(Duration.ofSeconds(-61))),
        new Spoilt("starts_at", "long ago", form -> form.startsAt = Optional.of(Instant.MIN)),
        new Spoilt("starts_at", "absurd", form -> form.startsAt = Optional.of(Instant.MAX)),
        new Spoilt("starts_at", "far away", form -> form.startsAt = at(Duration.ofDays(31))));
  }

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static Optional<Instant> at(Duration fromNow) {
    return Optional.of(NOW.plus(fromNow));
  }

  private static List<Team> twice(
      TeamId one, TeamId other, String name, String name2, String account, String account2) {
    return List.of(team(one, name, account), team(other, name2, account2));
  }

  private static List<Team> teams(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> team(new TeamId("t" + i), "user" + i, "x" + i))
        .toList();
  }

  private static List<Team> crowd(int count) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(
          new Member(new Username("user" + i), new JudgeAccount("y" + i), Optional.empty()));
    }
    return List.of(team(A, "ann", "x"), new Team(B, "crowd", members));
  }

  private static List<Problem> problems(int count) {
    return IntStream.range(0, count).mapToObj(i -> problem("P" + i, 1)).toList();
  }

  @ParameterizedTest
  @MethodSource("spoilt")
  void whatIsWrongIsRefusedWithTheNameOfItsField(Spoilt spoilt) {
    Form form = new Form();
    spoilt.spoil().accept(form);
    RoomRequest request = form.request();
    assertThatThrownBy(() -> race.rooms.create(race.creator, request))
        .isInstanceOfSatisfying(
            EngineException.class,
            thrown -> {
              assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
              assertThat(thrown.location()).containsExactly("body", spoilt.field());
              assertThat(thrown.getMessage()).hasSizeLessThan(300).doesNotContain("\n");
            });
    assertThat(race.memory.deadlines()).isEmpty();
    assertThat(race.rooms.recent(Optional.empty(), 10).items()).isEmpty();
  }

  @Test
  void whatIsNotSaidIsTheUsual() {
    Form form = new Form();
    form.teams = twice(A, B, "ANN", "Bob", "Tourist", "x2");
    form.problems = List.of(problem("1a", 7));
    form.startsAt = at(Duration.ofSeconds(-59));
    Room room = race.rooms.create(race.creator, form.request()).room();
    assertThat(room).isEqualTo(race.room(room.id()));
    assertThat(room.plan().startsAt()).isEqualTo(NOW);
    assertThat(room.plan().name()).isEqualTo("arena");
    assertThat(room.plan().judge()).isEqualTo("hook");
    assertThat(room.plan().grace()).isEqualTo(Duration.ofSeconds(120));
    assertThat(room.plan().readyWithin()).isEqualTo(Duration.ofSeconds(120));
    assertThat(room.plan().forfeitAfter()).isEqualTo(Duration.ofSeconds(60));
    assertThat(room.problems()).extracting(Problem::id).containsExactly(ProblemId.of("1A"));
    Member ann = room.plan().teams().get(0).members().get(0);
    assertThat(ann.username()).isEqualTo(race.ann.username());
    assertThat(ann.account().text()).isEqualTo("tourist");
  }

  @Test
  void n6TeamIdsMayHoldAnyVisibleText() {
    TeamId odd = new TeamId("a|b|1772366400000");
    TeamId other = new TeamId("x: 狐 |");
    Form form = new Form();
    form.teams = twice(odd, other, "ann", "bob", "p|1", "q:2");
    RoomId room = race.started(form.request());
    race.pass(60);
    race.take(race.accepted(room, 2, "p|1", "P1", 30), race.accepted(room, 1, "q:2", "P1", 20));
    assertThat(race.room(room).locks().get(ProblemId.of("P1")).team()).isEqualTo(other);
    assertThat(race.arbiter.locks(room)).isEqualTo(race.room(room).locks());
    race.pass(120);
    assertThat(race.events(room, "room.final").get(0).data()).containsEntry("winner", "x: 狐 |");
  }

  @Test
  void aPlayerMayHaveTenRoomsOpenAtOnce() {
    List<RoomId> made = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      made.add(race.rooms.create(race.creator, new Form().request()).room().id());
    }
    assertThatThrownBy(() -> race.rooms.create(race.creator, new Form().request()))
        .hasMessageContaining("may have 10 rooms open")
        .isInstanceOfSatisfying(
            EngineException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ROOM_REFUSED));
    race.rooms.create(race.ann, new Form().request());
    race.rooms.cancel(made.get(4), race.creator);
    race.rooms.create(race.creator, new Form().request());
  }
}
