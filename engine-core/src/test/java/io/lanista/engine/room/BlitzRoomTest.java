package io.lanista.engine.room;

import static io.lanista.engine.room.Race.graced;
import static io.lanista.engine.room.Race.limited;
import static io.lanista.engine.room.Race.problem;
import static io.lanista.engine.room.Race.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.FakeBlitz;
import io.lanista.ports.room.Moves;
import io.lanista.ports.room.NoJudge;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomView;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gates B1 to B3 of spec 4, and that nobody hears of a problem before it is revealed. */
class BlitzRoomTest {
  /** Closes a problem at the time of its claim, as room-blitz does. */
  private static final RoomFormat CLAIM_TIMED =
      new RoomFormat() {
        @Override
        public Moves next(RoomView room, Instant now) {
          Moves moves = new FakeBlitz().next(room, now);
          Map<ProblemId, Instant> closed = new HashMap<>(moves.closed());
          closed.replaceAll(
              (problem, at) -> Instant.ofEpochMilli(room.locks().get(problem).timestamp()));
          return new Moves(closed, moves.revealed(), moves.over(), moves.again());
        }

        @Override
        public Optional<ProblemId> current(RoomView room) {
          return new FakeBlitz().current(room);
        }

        @Override
        public List<Set<TeamId>> ranking(RoomView room) {
          return new FakeBlitz().ranking(room);
        }
      };

  @Test
  void wrongSubmissionsCountTheSameInWhateverOrderTheyAreTold() {
    assertThat(wrongOfB(true)).isEqualTo(Map.of(Race.B, 1));
    assertThat(wrongOfB(false)).isEqualTo(Map.of(Race.B, 1));
  }

  /** B was wrong before A solved the problem and once after it. */
  private static Map<TeamId, Integer> wrongOfB(boolean claimFirst) {
    Race race = new Race();
    race.formats.replace("blitz", CLAIM_TIMED);
    RoomId room = race.started(request("blitz", untimed()));
    race.pass(60);
    Submission claim = race.accepted(room, 1, "A", "P1", 40);
    Submission before = race.wrong(room, 2, "B", "P1", 30);
    Submission after = race.wrong(room, 3, "B", "P1", 50);
    if (claimFirst) {
      race.take(claim);
    }
    race.take(before);
    race.take(after);
    race.take(claim);
    race.pass(3_600);
    race.pass(200);
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ENDED);
    return race.room(room).wrong();
  }

  @Test
  void aWrongSubmissionToldWithTheClaimThatEndsTheRoomCountsAsOneToldLater() {
    Race race = new Race();
    race.formats.replace("blitz", CLAIM_TIMED);
    RoomRequest one = request("blitz", List.of(problem("P1", 1)));
    RoomId room = race.started(graced(one, Duration.ZERO));
    race.pass(60);
    race.take(
        race.accepted(room, 1, "A", "P1", 40),
        race.wrong(room, 2, "B", "P1", 50),
        race.wrong(room, 3, "B", "P1", 30));
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ENDED);
    assertThat(race.room(room).wrong()).isEqualTo(Map.of(Race.B, 1));
  }

  private static final Duration MINUTE = Duration.ofSeconds(60);

  private static List<Problem> timed() {
    return List.of(limited("P1", 1, MINUTE), limited("P2", 2, MINUTE), limited("P3", 4, MINUTE));
  }

  private static List<Problem> untimed() {
    return List.of(problem("P1", 1), problem("P2", 2), problem("P3", 4));
  }

  private static ProblemId id(String text) {
    return ProblemId.of(text);
  }

  @Test
  void b1APerProblemLimitPassesToTheNextWithoutPoints() {
    Race race = new Race();
    RoomId room = race.started(request("blitz", timed()));
    assertThat(current(race, room)).contains(id("P1"));
    race.pass(59.999);
    assertThat(race.events(room, "room.advance")).isEmpty();
    race.pass(0.001);
    assertThat(current(race, room)).contains(id("P2"));
    RoomEvent advance = race.events(room, "room.advance").get(0);
    assertThat(advance.data())
        .containsOnlyKeys("problemIndex", "nextProblem", "solvedBy")
        .containsEntry("problemIndex", 1)
        .containsEntry("solvedBy", null);
    assertThat(advance.data().get("nextProblem").toString()).contains("P2").doesNotContain("P3");
    assertThat(race.room(room).locks()).isEmpty();
  }

  private static Optional<ProblemId> current(Race race, RoomId room) {
    return race.rooms.view(room, Optional.empty()).current();
  }

  @Test
  void b1WhatWasMadeInTimeCountsLateAndTheIndexStays() {
    Race race = new Race();
    RoomId room = race.started(request("blitz", timed()));
    race.pass(65);
    race.take(race.accepted(room, 1, "A", "P1", 59));
    assertThat(race.owners(room)).containsExactly(entry("P1", "A@59"));
    assertThat(race.events(room, "room.advance")).hasSize(1);
    assertThat(current(race, room)).contains(id("P2"));
  }

  @Test
  void b1WhatWasMadeAfterTheCloseIsRefusedToTheMillisecond() {
    Race race = new Race();
    RoomId room = race.started(request("blitz", timed()));
    race.pass(65);
    race.take(race.accepted(room, 1, "A", "P1", 60.001));
    assertThat(race.owners(room)).isEmpty();
    race.take(race.accepted(room, 2, "B", "P1", 60));
    assertThat(race.owners(room)).containsExactly(entry("P1", "B@60"));
  }

  @Test
  void b1WhatWasMadeAfterTheLimitIsRefusedThoughTheTimerIsLate() {
    Race race = new Race();
    RoomId room = race.started(request("blitz", timed()));
    race.clock.advance(Duration.ofMillis(60_100));
    race.take(race.accepted(room, 1, "A", "P1", 60.05));
    assertThat(race.owners(room)).isEmpty();
    assertThat(race.events(room, "room.locked")).isEmpty();
    assertThat(race.events(room, "room.advance"))
        .singleElement()
        .satisfies(advance -> assertThat(advance.data()).containsEntry("solvedBy", null));
    assertThat(current(race, room)).contains(id("P2"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void b1AProblemsLimitHoldsThoughNobodyLookedBeforeTheRoomsEnd(boolean endedBefore) {
    Race race = new Race();
    RoomId room = race.started(request("blitz", timed()));
    race.clock.advance(Duration.ofMinutes(61));
    if (endedBefore) {
      race.deadlines.step(race.clock.instant());
    }
    race.take(race.accepted(room, 1, "A", "P1", 60.001));
    assertThat(race.owners(room)).isEmpty();
    race.take(race.accepted(room, 2, "B", "P1", 59));
    assertThat(race.owners(room)).containsExactly(entry("P1", "B@59"));
    assertThat(race.room(room).reason()).contains(EndReason.TIMEOUT);
    assertThat(race.events(room).toString()).doesNotContain("P2");
    race.pass(120);
    assertThat(race.room(room).winner()).contains(Race.B);
  }

  @Test
  void b1AJudgeOfWholeSecondsIsComparedByWholeSeconds() {
    Race race = new Race(new NoJudge(Duration.ofSeconds(1), false));
    race.clock.advance(Duration.ofMillis(700));
    RoomId room = race.started(request("blitz", timed()));
    race.pass(65);
    // The room started at .7; the judge says .0 of the same second, and of the closing one.
    race.take(race.accepted(room, 1, "A", "P1", 60.3));
    assertThat(race.owners(room)).isEmpty();
    race.take(race.accepted(room, 2, "A", "P1", 59.3));
    assertThat(race.owners(room)).containsExactly(entry("P1", "A@59.3"));
    race.take(race.accepted(room, 3, "B", "P1", -0.7));
    assertThat(race.owners(room)).containsExactly(entry("P1", "B@-0.7"));
    race.take(race.accepted(room, 4, "A", "P1", -1.7));
    assertThat(race.owners(room)).containsExactly(entry("P1", "B@-0.7"));
  }

  @Test
  void b2WithoutALimitTheRoomEndsAtItsOwn() {
    Race race = new Race();
    RoomId room = race.started(request("blitz", untimed()));
    race.pass(3_600);
    assertThat(race.room(room).reason()).contains(EndReason.TIMEOUT);
    race.pass(60);
    race.take(race.accepted(room, 1, "A", "P1", 3_599));
    assertThat(race.owners(room)).containsExactly(entry("P1", "A@3599"));
    race.pass(61);
    assertThat(race.take(race.accepted(room, 2, "B", "P1", 10)).get(0).rooms()).isZero();
    assertThat(race.room(room).winner()).contains(Race.A);
    assertThat(race.events(room, "room.advance")).isEmpty();
  }

  @Test
  void b3ClaimsDeliveredReversedAdvanceOncePerProblem() {
    Race race = new Race();
    RoomId room = race.started(request("blitz", untimed()));
    race.pass(30);
    for (int i = 5; i > 0; i--) {
      race.take(race.accepted(room, i, i % 2 == 0 ? "A" : "B", "P1", i));
    }
    race.pass(30);
    for (int i = 15; i > 10; i--) {
      race.take(race.accepted(room, i, i % 2 == 0 ? "A" : "B", "P2", 30 + i));
    }
    race.take(race.accepted(room, 20, "A", "P3", 60));
    assertThat(race.events(room, "room.advance"))
        .extracting(event -> event.data().get("problemIndex"), e -> e.data().get("solvedBy"))
        .containsExactly(tuple(1, "B"), tuple(2, "B"), tuple(3, "A"));
    assertThat(race.owners(room))
        .containsOnly(entry("P1", "B@1"), entry("P2", "B@41"), entry("P3", "A@60"));
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.JUDGING);
    assertThat(race.types(room)).endsWith("room.locked", "room.score", "room.advance", "room.end");
  }

  @Test
  void aProblemThatIsNotRevealedIsNotInTheRoom() {
    Race race = new Race();
    RoomId room = race.started(request("blitz", untimed()));
    assertThat(race.take(race.accepted(room, 1, "A", "P2", 1)))
        .isEqualTo(race.take(race.accepted(room, 1, "A", "X9", 1)))
        .containsExactly(new Verdicts.Receipt(1, 0, false));
    assertThat(race.log(room)).isEmpty();
    RoomSnapshot shown = race.rooms.view(room, Optional.empty());
    assertThat(shown.revealed()).extracting(Problem::id).containsExactly(id("P1"));
    assertThat(race.events(room).toString()).contains("P1").doesNotContain("P2", "P3");
    race.pass(1);
    race.take(race.accepted(room, 2, "A", "P1", 1));
    assertThat(race.events(room).toString()).contains("P2").doesNotContain("P3");
    assertThat(race.events(room, "room.started").get(0).data().get("problems"))
        .isEqualTo(
            List.of(
                Map.of(
                    "problemId",
                    "P1",
                    "name",
                    "Problem P1",
                    "rating",
                    1_000,
                    "points",
                    1,
                    "revealedAt",
                    race.room(room).startedAt().orElseThrow().toEpochMilli())));
  }
}
