package io.lanista.engine.room;

import static io.lanista.engine.room.Race.A;
import static io.lanista.engine.room.Race.B;
import static io.lanista.engine.room.Race.graced;
import static io.lanista.engine.room.Race.problem;
import static io.lanista.engine.room.Race.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gates A1 to A6 of spec 4, with a judge that posts its verdicts. */
class ArenaRoomTest {
  private final Race race = new Race();

  @Test
  void a1ASolvedProblemIsLockedOnce() {
    RoomId room = race.arena();
    race.pass(61);
    race.take(race.accepted(room, 1, "A", "P1", 60));
    assertThat(race.events(room, "room.locked"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.data())
                    .containsExactly(
                        entry("problemId", "P1"),
                        entry("claimedBy", "A"),
                        entry("timestamp", startMillis(room) + 60_000)));
    assertThat(race.owners(room)).containsExactly(entry("P1", "A@60"));
    assertThat(race.types(room))
        .containsExactly(
            "room.user_ready", "room.user_ready", "room.started", "room.locked", "room.score");
  }

  private long startMillis(RoomId room) {
    return race.room(room).startedAt().orElseThrow().toEpochMilli();
  }

  @Test
  void a2AnEarlierSubmissionThatComesLaterMovesThePoints() {
    RoomId room = race.arena();
    race.pass(61);
    race.take(race.accepted(room, 2, "A", "P1", 60));
    race.take(race.accepted(room, 1, "B", "P1", 55));
    assertThat(race.events(room, "room.locked"))
        .extracting(event -> event.data().get("claimedBy"))
        .containsExactly("A", "B");
    assertThat(race.events(room, "room.score").get(1).data())
        .containsExactly(entry("scores", Map.of("A", 0, "B", 100)));
    assertThat(race.arbiter.locks(room)).isEqualTo(race.room(room).locks());
  }

  @Test
  void a3TheLastLockEndsTheRoomAtOnceAndOnce() {
    RoomId room = race.arena();
    race.pass(Duration.ofMinutes(20));
    race.take(race.accepted(room, 1, "A", "P1", 60));
    race.take(race.accepted(room, 2, "B", "P2", 70));
    assertThat(race.events(room, "room.end")).isEmpty();
    race.take(race.accepted(room, 3, "A", "P3", 80));
    assertThat(race.events(room, "room.end"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.data())
                    .containsExactly(
                        entry("finalScores", Map.of("A", 500, "B", 200)),
                        entry("winner", "A"),
                        entry("reason", "completed"),
                        entry("duration", 1_200_000),
                        entry("provisional", true)));
    race.pass(Duration.ofHours(2));
    assertThat(race.types(room).subList(9, race.types(room).size()))
        .containsExactly("room.end", "room.final");
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.ENDED);
    assertThat(race.memory.deadlines()).isEmpty();
    assertThat(race.arbiter.locks(room)).isEmpty();
  }

  @Test
  void a4AtTheLimitTheRoomEndsWithWhatIsOwned() {
    RoomId room = race.arena();
    race.take(race.accepted(room, 1, "A", "P1", 0), race.accepted(room, 2, "B", "P2", 0));
    race.pass(Duration.ofMinutes(60));
    assertThat(race.events(room, "room.end"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.data())
                    .containsEntry("finalScores", Map.of("A", 100, "B", 200))
                    .containsEntry("winner", "B")
                    .containsEntry("reason", "timeout")
                    .containsEntry("duration", 3_600_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000})
  void a5OfManyClaimsAtOnceTheEarliestOwnsTheProblem(int claims) throws Exception {
    RoomId room = race.arena();
    List<Callable<Object>> deliveries = new ArrayList<>();
    for (int i = 0; i < claims; i++) {
      Submission each = race.accepted(room, i + 1, i % 2 == 0 ? "A" : "B", "P1", 10 + i % 97);
      deliveries.add(() -> race.take(each));
    }
    Collections.shuffle(deliveries, new Random(claims));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<Object> done : threads.invokeAll(deliveries, 60, TimeUnit.SECONDS)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    race.pass(3);
    assertThat(race.owners(room)).containsExactly(entry("P1", "A@10"));
    assertThat(race.room(room).locks().get(ProblemId.of("P1")).submission()).hasValue(1);
    List<Long> times =
        race.events(room, "room.locked").stream()
            .map(event -> (Long) event.data().get("timestamp"))
            .toList();
    assertThat(times).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(race.undecided(room)).isZero();
    assertThat(race.log(room)).hasSize(claims);
  }

  @Test
  void a6LateClaimsAndRepeatedWrongOnesAddUp() {
    RoomId room = race.arena();
    race.pass(60);
    race.take(race.accepted(room, 2, "A", "P1", 40), race.accepted(room, 3, "A", "P2", 50));
    race.take(race.wrong(room, 4, "A", "P3", 51));
    race.take(race.wrong(room, 4, "A", "P3", 51));
    race.take(race.accepted(room, 1, "B", "P2", 30));
    assertThat(race.owners(room)).containsOnly(entry("P1", "A@40"), entry("P2", "B@30"));
    assertThat(race.room(room).wrong()).containsExactly(entry(A, 1));
  }

  @Test
  void n2ASubmissionDeliveredFiveTimesIsOneEvent() {
    RoomId room = race.arena();
    Submission once = race.accepted(room, 1, "A", "P1", 0);
    assertThat(race.take(once)).containsExactly(new Verdicts.Receipt(1, 1, true));
    for (int i = 0; i < 4; i++) {
      assertThat(race.take(once)).containsExactly(new Verdicts.Receipt(1, 1, false));
    }
    race.take(once, once, once);
    assertThat(race.events(room, "room.locked")).hasSize(1);
    assertThat(race.events(room, "room.score")).hasSize(1);
  }

  @Test
  void onlyTheFirstVerdictThatIsFinalCounts() {
    RoomId room = race.arena();
    Submission accepted = race.accepted(room, 1, "A", "P1", 0);
    race.take(race.wrong(room, 1, "A", "P1", 0));
    race.take(accepted);
    assertThat(race.owners(room)).isEmpty();
    assertThat(race.room(room).wrong()).containsExactly(entry(A, 1));
  }

  @Test
  void inTheGraceWhatWasMadeInTimeStillCountsAndCanReclaim() {
    RoomId room = race.arena();
    race.take(race.accepted(room, 5, "A", "P1", 0));
    race.pass(Duration.ofMinutes(60));
    assertThat(race.room(room).status()).isEqualTo(RoomStatus.JUDGING);
    race.pass(100);
    race.take(
        race.accepted(room, 6, "B", "P3", 3_600),
        race.accepted(room, 7, "A", "P2", 3_600.001),
        race.accepted(room, 4, "B", "P1", 0));
    assertThat(race.owners(room)).containsOnly(entry("P1", "B@0"), entry("P3", "B@3600"));
    race.pass(20);
    assertThat(race.events(room, "room.final"))
        .singleElement()
        .satisfies(event -> assertThat(event.data()).containsEntry("winner", "B"));
    assertThat(race.take(race.accepted(room, 8, "A", "P2", 20)))
        .containsExactly(new Verdicts.Receipt(8, 0, false));
    assertThat(race.room(room).winner()).contains(B);
    assertThat(race.owners(room)).doesNotContainKey("P2");
  }

  @Test
  void withoutAGraceTheEndIsFinal() {
    RoomRequest one = request("arena", List.of(problem("P1", 1)));
    RoomId room = race.started(graced(one, Duration.ZERO));
    race.take(race.accepted(room, 1, "A", "P1", 0));
    Room ended = race.room(room);
    assertThat(ended.status()).isEqualTo(RoomStatus.ENDED);
    assertThat(ended.reason()).contains(EndReason.COMPLETED);
    assertThat(race.types(room)).endsWith("room.locked", "room.score", "room.end", "room.final");
    assertThat(race.events(room, "room.end").get(0).data()).containsEntry("provisional", false);
  }
}
