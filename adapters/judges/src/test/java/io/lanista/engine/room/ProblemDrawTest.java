package io.lanista.engine.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.judges.standin.Fault;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.Selection;
import io.lanista.ports.schedule.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Problems drawn for rooms by the real Codeforces adapter over HTTP. */
class ProblemDrawTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private JudgedWorld world;
  private JudgeTurns engine;

  @BeforeEach
  void start() throws Exception {
    world = new JudgedWorld();
    world.site.user("alice", Optional.of(1500));
    world.site.user("bob", Optional.empty());
    for (int i = 0; i < 40; i++) {
      world.site.problem(100 + 2 * i, "A", "Problem " + i, Optional.of(800 + 10 * i));
    }
    engine = world.engine();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private void solve(String account, int contest) {
    world.site.submit(List.of(account), contest, "A", LONG_AGO, Optional.of("OK"));
  }

  private List<String> drawn(RoomId room) {
    return world.problems(room).stream().map(problem -> problem.id().text()).toList();
  }

  @Test
  void neverDrawsWhatAnyMemberHasSolvedHoweverLongAgo() throws Exception {
    for (int i = 0; i < 37; i++) {
      solve(i % 2 == 0 ? "alice" : "bob", 100 + 2 * i);
    }
    for (int i = 0; i < 1_300; i++) {
      world.site.submit(List.of("alice"), 5, "Z", LONG_AGO, Optional.of("WRONG_ANSWER"));
    }
    RoomId room = world.await(new Selection(3, 800, 5000), "alice", "bob");
    world.run(Duration.ofSeconds(30), engine);

    assertThat(drawn(room)).containsExactly("174A", "176A", "178A");
    assertThat(world.problems(room)).extracting(Problem::points).containsExactly(117, 118, 119);
  }

  @Test
  void neverDrawsASolvedProblemWhateverTheJudgeAnswers() throws Exception {
    List<Fault> faults =
        List.of(
            Fault.FAILED,
            Fault.TOO_MANY,
            Fault.WEB_PAGE,
            Fault.CUT_OFF,
            Fault.BROKEN,
            Fault.GARBAGE,
            Fault.DUPLICATED,
            Fault.REORDERED);
    for (int i = 0; i < 36; i++) {
      solve("alice", 100 + 2 * i);
    }
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      for (int i = 0; i < 5; i++) {
        world.site.fail(faults.get(random.nextInt(faults.size())));
      }
      RoomId room = world.await(new Selection(4, 800, 5000), "alice");
      world.run(Duration.ofMinutes(4), engine);

      assertThat(drawn(room)).as("seed %d", seed).containsExactly("172A", "174A", "176A", "178A");
    }
  }

  @Test
  void findsOutTheRatingsOfMembersAndHasTheRoomLookedAt() throws Exception {
    RoomId room = world.await(new Selection(1, 800, 5000), "alice", "bob");
    world.run(Duration.ofSeconds(20), engine);

    assertThat(world.find(room).plan().teams())
        .extracting(team -> team.members().get(0).rating())
        .containsExactly(Optional.of(1500), Optional.empty());
    assertThat(world.storage.deadlines())
        .extracting(Deadline::kind)
        .containsExactly(Deadline.Kind.ROOM);
    assertThat(world.find(room).version()).isEqualTo(2);
  }

  @Test
  void saysWhatIsMissingAndDrawsWhenItIsThere() throws Exception {
    RoomId room = world.await(new Selection(2, 3000, 5000), "alice");
    world.run(Duration.ofSeconds(30), engine);
    assertThat(world.problems(room)).isEmpty();
    assertThat(world.find(room).detail().orElseThrow())
        .isEqualTo("Only 0 of 2 problems rated 3000 to 5000 are solved by no member.");
    assertThat(world.find(room).version()).as("said once").isEqualTo(2);
  }

  @Test
  void drawsOnceForARoomThatTwoEnginesDrawFor() throws Exception {
    RoomId room = world.await(new Selection(3, 800, 5000), "alice", "bob");
    world.run(Duration.ofSeconds(60), engine, world.engine());

    assertThat(drawn(room)).hasSize(3).doesNotHaveDuplicates();
    assertThat(world.find(room).version()).isEqualTo(2);
  }

  @Test
  void goesOnAskingAboutRoomsThatArePlayedWhileItDraws() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      world.site.submit(List.of("bob"), 5, "Z", LONG_AGO, Optional.of("WRONG_ANSWER"));
    }
    RoomId waiting = world.await(new Selection(3, 800, 5000), "bob");
    RoomId played = world.play("alice", Duration.ofMinutes(1));
    world.run(Duration.ofSeconds(4), engine);
    long id = world.submit("alice", "OK");
    world.run(Duration.ofSeconds(10), engine);

    assertThat(world.written(played)).containsExactly(id + " accepted");
    assertThat(world.problems(waiting)).isEmpty();
    world.run(Duration.ofSeconds(150), engine);
    assertThat(world.problems(waiting)).hasSize(3);
  }
}
