package io.lanista.engine.room;

import static io.lanista.engine.room.Race.request;
import static io.lanista.engine.room.Race.three;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.engine.plugin.Unanswered;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.FakeArena;
import io.lanista.ports.room.FakeBlitz;
import io.lanista.ports.room.Moves;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomView;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a format does wrong is its own room's end, with the reason, and nobody else's. */
class RoomFormatFaultsTest {
  private static final Duration NONE = Duration.ZERO;

  private final Race race = new Race();

  /** An arena that answers its own way, with a name that says how. */
  private record Odd(String name, Function<RoomView, Moves> answer) implements RoomFormat {
    @Override
    public Moves next(RoomView room, Instant now) {
      return answer.apply(room);
    }

    @Override
    public List<Set<TeamId>> ranking(RoomView room) {
      return new FakeArena().ranking(room);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Odd> oddOnes() {
    ProblemId first = ProblemId.of("P1");
    ProblemId unknown = ProblemId.of("XX");
    return Stream.of(
        new Odd(
            "throws",
            room -> {
              throw new IllegalArgumentException("bad day");
            }),
        new Odd(
            "fails",
            room -> {
              throw new StackOverflowError();
            }),
        new Odd("answers null", room -> null),
        new Odd("reveals what is not there", room -> Moves.reveal(List.of(unknown))),
        new Odd("reveals twice", room -> Moves.reveal(List.of(first, first))),
        new Odd("reveals again and again", room -> Moves.reveal(List.of(first))),
        new Odd("closes what is not open", room -> closing(unknown, Instant.EPOCH)),
        new Odd("closes before the reveal", room -> closing(first, Instant.EPOCH)),
        new Odd("closes in the future", room -> closing(first, Instant.MAX)),
        new Odd(
            "reveals when it is over",
            room -> new Moves(Map.of(), List.of(first), true, Optional.empty())));
  }

  private static Moves closing(ProblemId problem, Instant at) {
    return new Moves(Map.of(problem, at), List.of(), false, Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("oddOnes")
  void aFormatThatIsAtFaultCancelsItsRoomWhenItStarts(Odd odd) {
    race.formats.replace("odd", odd);
    RoomId other = race.arena();
    assertCancelled(race.started(request("odd", three())));
    assertThat(race.room(other).status()).isEqualTo(RoomStatus.ACTIVE);
  }

  @ParameterizedTest
  @MethodSource("oddOnes")
  void aFormatThatGoesWrongLaterCancelsItsRoomThen(Odd odd) {
    race.formats.replace("odd", new FakeArena());
    RoomId room = race.started(request("odd", three()));
    race.formats.replace("odd", odd);
    race.take(race.accepted(room, 1, "A", "P1", 0));
    assertCancelled(room);
  }

  private void assertCancelled(RoomId id) {
    Room room = race.room(id);
    assertThat(room.status()).isEqualTo(RoomStatus.ENDED);
    assertThat(room.reason()).contains(EndReason.CANCELLED);
    assertThat(room.detail().orElseThrow()).contains("odd");
    assertThat(race.types(id)).endsWith("room.end", "room.final");
    assertThat(room.winner()).isEmpty();
    assertThat(race.memory.deadlines()).noneMatch(d -> d.subject().id().equals(id.toString()));
  }

  @Test
  void aRankingWithoutEveryTeamCancelsTheRoom() {
    race.formats.replace(
        "odd",
        new RoomFormat() {
          @Override
          public Moves next(RoomView room, Instant now) {
            return new FakeArena().next(room, now);
          }

          @Override
          public List<Set<TeamId>> ranking(RoomView room) {
            return List.of(Set.of(Race.A));
          }
        });
    RoomId room = race.started(request("odd", three()));
    race.pass(3_600);
    assertCancelled(room);
  }

  @Test
  void aFormatThatIsNotLoadedIsWaitedFor() {
    race.formats.replace("odd", new FakeArena());
    RoomId room = race.rooms.create(race.creator, request("odd", three())).room().id();
    race.formats.remove("odd");
    race.rooms.ready(room, race.ann);
    assertThat(race.rooms.ready(room, race.bob).room().status()).isEqualTo(RoomStatus.WAITING);
    race.formats.replace("odd", new FakeArena());
    race.pass(2);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    race.formats.remove("odd");
    race.pass(Duration.ofMinutes(60));
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    race.pass(Duration.ofMinutes(2));
    assertCancelled(room);
  }

  @Test
  void whatIsSolvedWhileTheFormatIsAwayIsDecidedWhenItIsBack() {
    RoomId room =
        race.started(
            request(
                "blitz",
                List.of(Race.limited("P1", 100, Duration.ofSeconds(60)), Race.problem("P2", 200))));
    race.formats.remove("blitz");
    race.pass(90);
    race.take(race.accepted(room, 1, "A", "P1", 40), race.accepted(room, 2, "B", "P1", 30));
    assertThat(race.owners(room)).isEmpty();
    race.formats.replace("blitz", new FakeBlitz());
    race.pass(3);
    assertThat(race.owners(room)).containsOnly(Map.entry("P1", "B@30"));
    assertThat(race.undecided(room)).isZero();
  }

  @Test
  void aRoomWhoseFormatIsAwayStillEndsWhenItsTeamsLeave() {
    RoomId room = race.started(Race.graced(Race.forfeiting(request("arena", three())), NONE));
    race.formats.remove("arena");
    race.pass(60);
    race.rooms.heartbeat(room, race.ann);
    race.take(race.accepted(room, 1, "A", "P1", 40));
    race.pass(46);
    assertThat(race.room(room).reason()).contains(EndReason.FORFEIT);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ENDED);
    assertThat(race.owners(room)).containsOnly(Map.entry("P1", "A@40"));
    assertThat(race.undecided(room)).isZero();
  }

  @Test
  void aFormatThatIsNotLoadedAtTheReadyDeadlineHasTwoMinutesMore() {
    race.formats.replace("odd", new FakeArena());
    RoomId room = race.rooms.create(race.creator, request("odd", three())).room().id();
    race.rooms.ready(room, race.ann);
    race.formats.remove("odd");
    race.rooms.ready(room, race.bob);
    race.pass(239);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.WAITING);
    race.pass(2);
    assertCancelled(room);
  }

  @Test
  void aTeamThatDidNotComeIsWithdrawnOnceWhileTheFormatIsAway() {
    race.formats.replace("odd", new FakeArena());
    RoomRequest usual = request("odd", three());
    RoomId room = race.rooms.create(race.creator, withThree(usual)).room().id();
    race.rooms.ready(room, race.ann);
    race.rooms.ready(room, race.bob);
    race.formats.remove("odd");
    race.pass(150);
    race.formats.replace("odd", new FakeArena());
    race.pass(3);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    assertThat(race.types(room)).containsOnlyOnce("team.withdrawn", "room.started");
  }

  private static RoomRequest withThree(RoomRequest usual) {
    List<Team> teams = new ArrayList<>(usual.teams());
    teams.add(Race.team(new TeamId("C"), "cat", "C"));
    return new RoomRequest(
        usual.format(),
        usual.name(),
        usual.judge(),
        teams,
        usual.problems(),
        usual.selection(),
        usual.startsAt(),
        usual.limit(),
        usual.grace(),
        usual.readyWithin(),
        usual.forfeitAfter(),
        usual.open(),
        usual.mustHaveWinner());
  }

  /** An arena that gives no answer for a while. */
  private static final class Silent implements RoomFormat {
    private final Unanswered silence;
    private boolean answers;
    private int asked;

    Silent(Unanswered silence) {
      this.silence = silence;
    }

    private RoomFormat arena() {
      asked++;
      if (!answers) {
        throw silence;
      }
      return new FakeArena();
    }

    @Override
    public Moves next(RoomView room, Instant now) {
      return arena().next(room, now);
    }

    @Override
    public List<Set<TeamId>> ranking(RoomView room) {
      return arena().ranking(room);
    }
  }

  private static final Unanswered LATE = Unanswered.late("Plugin odd did not answer in time.");
  private static final Unanswered STUCK = Unanswered.refused("Plugin odd is stuck.");

  @Test
  void aFormatThatTakesTooLongIsAskedAgainAndItsRoomGoesOn() {
    Silent silent = new Silent(LATE);
    race.formats.replace("odd", silent);
    RoomId room = race.started(request("odd", three()));
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.WAITING);
    race.pass(5);
    assertThat(silent.asked).isEqualTo(2);
    silent.answers = true;
    race.pass(5);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    race.take(race.accepted(room, 1, "A", "P1", 0));
    assertThat(race.owners(room)).containsKey("P1");
  }

  @Test
  void aFormatThatWasSlowFourTimesIsGivenFiveMoreOnceItHasAnswered() {
    Silent silent = new Silent(LATE);
    race.formats.replace("odd", silent);
    RoomId room = race.started(request("odd", three()));
    race.pass(29);
    assertThat(silent.asked).isEqualTo(4);
    silent.answers = true;
    race.pass(3);
    silent.answers = false;
    race.take(race.accepted(room, 1, "A", "P1", 0));
    race.pass(20);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    assertThat(race.owners(room)).isEmpty();
    silent.answers = true;
    race.pass(20);
    assertThat(race.owners(room)).containsKey("P1");
  }

  @Test
  void aFormatThatTakesTooLongFiveTimesInARowCancelsItsRoom() {
    Silent silent = new Silent(LATE);
    race.formats.replace("odd", silent);
    RoomId room = race.started(request("odd", three()));
    race.pass(29);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.WAITING);
    race.pass(10);
    assertCancelled(room);
    assertThat(silent.asked).isEqualTo(5);
  }

  @Test
  void nobodyElsesRequestAsksAFormatThatIsLeftAlone() {
    Silent silent = new Silent(LATE);
    race.formats.replace("odd", silent);
    RoomId room = race.started(request("odd", three()));
    race.rooms.ready(room, race.ann);
    race.rooms.view(room, Optional.empty());
    assertThat(silent.asked).isEqualTo(1);
  }

  @Test
  void aFormatWhosePluginIsStuckIsWaitedForLikeOneThatIsNotLoaded() {
    Silent silent = new Silent(STUCK);
    silent.answers = true;
    race.formats.replace("odd", silent);
    RoomId room = race.started(request("odd", three()));
    silent.answers = false;
    race.pass(Duration.ofMinutes(61));
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ACTIVE);
    silent.answers = true;
    race.pass(3);
    assertThat(race.room(room).reason()).contains(EndReason.TIMEOUT);
  }

  @Test
  void aFormatWhosePluginStaysStuckCancelsItsRoomWithWhatTheOperatorHasToDo() {
    Silent silent = new Silent(STUCK);
    silent.answers = true;
    race.formats.replace("odd", silent);
    RoomId room = race.started(request("odd", three()));
    silent.answers = false;
    race.pass(Duration.ofMinutes(62));
    assertCancelled(room);
    assertThat(race.room(room).detail().orElseThrow()).contains("Plugin odd is stuck.");
  }

  @Test
  void aFormatThatIsNotLoadedAtTheEndHasTwoMinutesMore() {
    race.formats.replace("odd", new FakeArena());
    RoomId room = race.started(request("odd", three()));
    race.pass(3_600);
    race.formats.remove("odd");
    race.pass(239);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.JUDGING);
    race.pass(130);
    Room cancelled = race.room(room);
    assertThat(cancelled.reason()).contains(EndReason.CANCELLED);
    assertThat(race.types(room)).containsOnlyOnce("room.end", "room.final");
  }

  @Test
  void aFormatMayRefuseProblems() {
    race.formats.replace(
        "odd",
        new RoomFormat() {
          @Override
          public Optional<String> refusal(List<Problem> problems, int teams) {
            return Optional.of("Too few problems for " + teams + " teams.");
          }

          @Override
          public Moves next(RoomView room, Instant now) {
            return Moves.NONE;
          }

          @Override
          public List<Set<TeamId>> ranking(RoomView room) {
            return List.of();
          }
        });
    assertThatThrownBy(() -> race.rooms.create(race.creator, request("odd", three())))
        .hasMessage("Too few problems for 2 teams.")
        .isInstanceOfSatisfying(
            EngineException.class,
            thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }
}
