package io.lanista.distribution.e2e;

import static io.lanista.distribution.e2e.RoomPlay.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.distribution.e2e.RoomWatch.Event;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gates of spec 4, on the whole server with the shipped formats, over HTTP. */
@Timeout(120)
abstract class RoomGates {
  private static final List<String> AB = List.of("A", "B");
  private static final String LONG = ",\"limit_seconds\":3600,\"grace_seconds\":0";
  private static final long SECOND = 1_000;

  abstract RunningServer server();

  /** What the arbiter holds of a room is this, as its own tools show it, where there are some. */
  void assertLocks(String room, Map<String, String> locks) {}

  private RoomPlay arena(String more, String... ids) throws Exception {
    return new RoomPlay(server()).create("arena", AB, problems(ids), more).start();
  }

  @Test
  void a1OneSolvedProblemIsOneLock() throws Exception {
    RoomPlay room = arena(LONG, "P1", "P2", "P3");
    try (RoomWatch watch = room.watch()) {
      room.verdict(1, "A", "P1", 60 * SECOND, "accepted");
      watch.await("room.score", 1);
      assertThat(watch.of("room.locked")).hasSize(1);
      assertThat(watch.of("room.locked").get(0).data().path("claimedBy").asText()).isEqualTo("A");
      assertThat(watch.of("room.locked").get(0).data().path("timestamp").asLong())
          .isEqualTo(room.startedAt() + 60 * SECOND);
      assertThat(room.owners()).isEqualTo(Map.of("P1", "A"));
      assertLocks(room.id(), Map.of("P1", "A|" + (room.startedAt() + 60 * SECOND)));
    }
  }

  @Test
  void a2AnEarlierOneThatIsDeliveredLaterReclaims() throws Exception {
    RoomPlay room = arena(LONG, "P1", "P2", "P3");
    try (RoomWatch watch = room.watch()) {
      room.verdict(1, "A", "P1", 60 * SECOND, "accepted");
      room.verdict(2, "B", "P1", 55 * SECOND, "accepted");
      List<Event> locked = watch.await("room.locked", 2);
      assertThat(locked.get(1).data().path("claimedBy").asText()).isEqualTo("B");
      watch.await("room.score", 2);
      assertThat(room.scores()).isEqualTo(Map.of("A", 0, "B", 100));
    }
  }

  @Test
  void a3TheLastLockEndsTheRoomOnce() throws Exception {
    RoomPlay room = arena(LONG, "P1", "P2", "P3");
    try (RoomWatch watch = room.watch()) {
      room.verdict(1, "A", "P1", 10 * SECOND, "accepted");
      room.verdict(2, "A", "P2", 20 * SECOND, "accepted");
      room.verdict(3, "B", "P3", 1_200 * SECOND, "accepted");
      watch.awaitEnd();
      assertThat(watch.of("room.end")).hasSize(1);
      assertThat(watch.of("room.end").get(0).data().path("reason").asText()).isEqualTo("completed");
      assertThat(watch.of("room.end").get(0).data().path("provisional").asBoolean()).isFalse();
      assertThat(watch.of("room.final")).hasSize(1);
      assertThat(room.state().at("/winner")).isEqualTo("A");
    }
  }

  @Test
  void a4TheLimitEndsARoomThatIsNotFull() throws Exception {
    RoomPlay room = arena(",\"limit_seconds\":5,\"grace_seconds\":0", "P1", "P2", "P3");
    try (RoomWatch watch = room.watch()) {
      room.verdict(1, "A", "P1", 0, "accepted");
      room.verdict(2, "B", "P2", 500, "accepted");
      watch.awaitEnd();
      Event end = watch.of("room.end").get(0);
      assertThat(end.data().path("reason").asText()).isEqualTo("timeout");
      assertThat(end.data().path("finalScores").path("A").asInt()).isEqualTo(100);
      assertThat(end.data().path("finalScores").path("B").asInt()).isEqualTo(100);
    }
  }

  @Test
  void a5OfManyClaimsAtOnceTheEarliestOwnsTheProblem() throws Exception {
    RoomPlay room = arena(LONG, "P1", "P2");
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(5));
    ExecutorService judges = Executors.newFixedThreadPool(8);
    try (RoomWatch watch = room.watch()) {
      List<Future<?>> posted = new ArrayList<>();
      for (int i : order) {
        posted.add(
            judges.submit(
                () -> room.verdict(i + 1, i % 2 == 0 ? "A" : "B", "P1", 1_000 + i, "accepted")));
      }
      for (Future<?> each : posted) {
        each.get();
      }
      RunningServer.await("the earliest", () -> room.owners().equals(Map.of("P1", "A")));
      long last = watch.of("room.locked").size();
      assertThat(last).isPositive();
      RunningServer.await(
          "its lock",
          () -> {
            List<Event> locked = watch.of("room.locked");
            return locked.get(locked.size() - 1).data().path("timestamp").asLong()
                == room.startedAt() + 1_000;
          });
    } finally {
      judges.shutdownNow();
    }
  }

  @Test
  void a6ALateSolutionMovesOneProblemAndARepeatedWrongOneCountsOnce() throws Exception {
    RoomPlay room = arena(LONG, "P1", "P2", "P3");
    room.verdict(1, "A", "P1", 40 * SECOND, "accepted");
    room.verdict(2, "A", "P2", 50 * SECOND, "accepted");
    room.verdict(3, "A", "P3", 51 * SECOND, "wrong");
    room.verdict(3, "A", "P3", 51 * SECOND, "wrong");
    room.verdict(4, "B", "P2", 30 * SECOND, "accepted");
    RunningServer.await("the reclaim", () -> "B".equals(room.owners().get("P2")));
    assertThat(room.owners()).isEqualTo(Map.of("P1", "A", "P2", "B"));
    assertThat(room.state().body().at("/teams/0/wrong").asInt()).isEqualTo(1);
  }

  @Test
  void b1AProblemsOwnLimitPassesToTheNextAndALateSolutionCountsWithoutMovingTheIndex()
      throws Exception {
    RoomPlay room =
        new RoomPlay(server())
            .create(
                "blitz",
                AB,
                "{\"problem_id\":\"Q1\",\"points\":100,\"limit_seconds\":4},"
                    + "{\"problem_id\":\"Q2\",\"points\":100},{\"problem_id\":\"Q3\",\"points\":100}",
                LONG)
            .start();
    try (RoomWatch watch = room.watch()) {
      Event passed = watch.await("room.advance", 1).get(0);
      assertThat(passed.data().path("solvedBy").isNull()).isTrue();
      assertThat(passed.data().path("nextProblem").path("problemId").asText()).isEqualTo("Q2");
      room.verdict(2, "A", "Q1", 4_001, "accepted");
      room.verdict(1, "B", "Q1", 3_999, "accepted");
      watch.await("room.locked", 1);
      watch.await("room.score", 1);
      assertThat(room.owners()).isEqualTo(Map.of("Q1", "B"));
      assertThat(watch.of("room.advance")).hasSize(1);
      assertThat(room.state().at("/current_problem")).isEqualTo("Q2");
    }
  }

  @Test
  void b2InTheGraceALateSolutionCountsAndAfterItNone() throws Exception {
    RoomPlay room =
        new RoomPlay(server())
            .create("blitz", AB, problems("Q1", "Q2"), ",\"limit_seconds\":3,\"grace_seconds\":4")
            .start();
    try (RoomWatch watch = room.watch()) {
      Event end = watch.await("room.end", 1).get(0);
      assertThat(end.data().path("reason").asText()).isEqualTo("timeout");
      assertThat(end.data().path("provisional").asBoolean()).isTrue();
      room.verdict(1, "B", "Q1", 2_900, "accepted");
      watch.await("room.locked", 1);
      watch.awaitEnd();
      room.verdict(2, "A", "Q1", 100, "accepted");
      assertThat(room.owners()).isEqualTo(Map.of("Q1", "B"));
      assertThat(room.state().at("/winner")).isEqualTo("B");
      assertThat(watch.of("room.final").get(0).data().path("winner").asText()).isEqualTo("B");
    }
  }

  @Test
  void b3ClaimsDeliveredInReverseAdvanceOncePerProblem() throws Exception {
    RoomPlay room = new RoomPlay(server()).create("blitz", AB, problems("Q1", "Q2"), LONG).start();
    try (RoomWatch watch = room.watch()) {
      for (int i = 5; i > 0; i--) {
        room.verdict(i, i % 2 == 0 ? "A" : "B", "Q1", 100L * i, "accepted");
      }
      RunningServer.await("the first", () -> "B".equals(room.owners().get("Q1")));
      watch.await("room.locked", 5);
      assertThat(watch.of("room.advance")).hasSize(1);
      assertThat(watch.of("room.advance").get(0).data().path("problemIndex").asInt()).isEqualTo(1);
    }
  }

  @Test
  void n2ASubmissionDeliveredFiveTimesIsOneEvent() throws Exception {
    RoomPlay room = arena(LONG, "P1", "P2");
    try (RoomWatch watch = room.watch()) {
      for (int i = 0; i < 5; i++) {
        room.verdict(7, "A", "P1", SECOND, "accepted");
      }
      room.verdict(8, "B", "P2", 2 * SECOND, "accepted");
      watch.awaitEnd();
      assertThat(watch.of("room.locked")).hasSize(2);
    }
  }

  @Test
  void n5AReaderWhoComesBackMissesNothingAndGetsNothingTwice() throws Exception {
    String[] ids = new String[40];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "P" + i;
    }
    RoomPlay room = arena(LONG, ids);
    ExecutorService judge = Executors.newSingleThreadExecutor();
    try (RoomWatch whole = room.watch()) {
      whole.await("room.state_sync", 1);
      Future<Void> solving =
          judge.submit(
              () -> {
                for (int i = 0; i < ids.length; i++) {
                  room.verdict(i + 1, i % 2 == 0 ? "A" : "B", ids[i], i, "accepted");
                }
                return null;
              });
      List<Long> seen = new ArrayList<>();
      long last = 0;
      while (whole.of("room.final").isEmpty() || seen.isEmpty() || last < lastId(whole)) {
        try (RoomWatch part = RoomWatch.open(server().address(), room.path(), last)) {
          RunningServer.await("more", () -> !part.events().isEmpty());
          for (Event event : part.events()) {
            if (!event.type().equals("room.state_sync")) {
              seen.add(event.id());
            }
            last = event.id();
          }
        }
      }
      solving.get();
      whole.awaitEnd();
      assertThat(seen).doesNotHaveDuplicates().isSorted();
      for (int i = 1; i < seen.size(); i++) {
        assertThat(seen.get(i)).isEqualTo(seen.get(i - 1) + 1);
      }
    } finally {
      judge.shutdownNow();
    }
  }

  private static long lastId(RoomWatch watch) {
    List<Event> events = watch.events();
    return events.get(events.size() - 1).id();
  }

  @Test
  void n6IdsMayHoldSeparators() throws Exception {
    List<String> teams = List.of("a|b", "c:d|");
    RoomPlay room =
        new RoomPlay(server()).create("arena", teams, problems("P|1:x", "P2"), LONG).start();
    try (RoomWatch watch = room.watch()) {
      room.verdict(1, "a|b", "P|1:x", SECOND, "accepted");
      room.verdict(2, "c:d|", "P|1:x", SECOND - 1, "accepted");
      watch.await("room.locked", 2);
      watch.await("room.score", 2);
      assertThat(room.owners()).isEqualTo(Map.of("P|1:X", "c:d|"));
      assertLocks(room.id(), Map.of("P|1:X", "c:d||" + (room.startedAt() + SECOND - 1)));
    }
  }

  @Test
  void whatIsNotRevealedIsNowhere() throws Exception {
    RoomPlay room =
        new RoomPlay(server())
            .create(
                "blitz",
                AB,
                "{\"problem_id\":\"Q1\",\"name\":\"seen\"},"
                    + "{\"problem_id\":\"HIDDEN7\",\"name\":\"secretname\",\"rating\":3517}",
                LONG)
            .start();
    HttpResponse<?> posted = room.verdict(1, "A", "HIDDEN7", SECOND, "accepted").response();
    assertThat(String.valueOf(posted.body())).doesNotContain("secretname");
    try (RoomWatch watch = room.watch()) {
      watch.await("room.state_sync", 1);
      String shown = watch.events() + room.state().text() + server().get("/api/v1/rooms").text();
      assertThat(shown).contains("Q1").doesNotContain("HIDDEN7", "secretname", "3517");
    }
  }
}
