package io.lanista.engine.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.judges.standin.Fault;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.storage.PollStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real Codeforces adapter over HTTP, polled. */
class JudgePollingTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private JudgedWorld world;
  private JudgeTurns engine;

  @BeforeEach
  void start() throws Exception {
    world = new JudgedWorld();
    world.site.user("alice", Optional.of(1500));
    world.site.user("bob", Optional.empty());
    engine = world.engine();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void writesDownWhatIsSubmittedWhileARoomIsPlayedWithoutAnyoneAsking() throws Exception {
    RoomId room = world.play("alice", HOUR);
    world.run(Duration.ofSeconds(5), engine);
    long id = world.submit("alice", "OK");
    world.run(Duration.ofSeconds(12), engine);

    assertThat(world.written(room)).containsExactly(id + " accepted");
    assertThat(world.poll("alice").seen()).isEqualTo(id);
  }

  @Test
  void neitherLosesNorRepeatsASubmissionWhateverTheJudgeAnswers() throws Exception {
    for (int seed = 0; seed < Integer.getInteger("lanista.judges.seeds", 6); seed++) {
      Random random = new Random(seed);
      try (JudgedWorld faulty = new JudgedWorld()) {
        faulty.site.user("alice", Optional.empty());
        JudgeTurns one = faulty.engine();
        JudgeTurns other = faulty.engine();
        RoomId room = faulty.play("alice", HOUR);
        List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
        faults.remove(Fault.SILENT);
        faults.remove(Fault.ENDLESS);
        List<Long> pending = new ArrayList<>();
        TreeSet<Long> made = new TreeSet<>();
        for (int i = 0; i < 25; i++) {
          if (random.nextBoolean()) {
            faulty.site.fail(faults.get(random.nextInt(faults.size())));
          }
          for (int n = random.nextInt(3); n > 0; n--) {
            long id =
                faulty.site.submit(
                    List.of("alice"),
                    1,
                    "A",
                    faulty.clock.instant(),
                    random.nextBoolean() ? Optional.of("OK") : Optional.empty());
            made.add(id);
            pending.add(id);
          }
          if (!pending.isEmpty() && random.nextBoolean()) {
            faulty.site.judge(pending.remove(random.nextInt(pending.size())), "OK");
          }
          faulty.run(Duration.ofSeconds(1 + random.nextInt(10)), one, other);
        }
        faulty.site.recover();
        pending.forEach(id -> faulty.site.judge(id, "OK"));
        faulty.run(Duration.ofMinutes(3), one, other);

        assertThat(faulty.written(room))
            .as("seed %d", seed)
            .containsExactlyElementsOf(made.stream().map(id -> id + " accepted").toList());
        assertThat(faulty.pause()).as("seed %d", seed).isEmpty();
        assertKeepsSpacing(faulty.asked);
      }
    }
  }

  private static void assertKeepsSpacing(List<Instant> asked) {
    for (int i = 1; i < asked.size(); i++) {
      assertThat(Duration.between(asked.get(i - 1), asked.get(i)))
          .isGreaterThanOrEqualTo(JudgedWorld.SPACING);
    }
  }

  @Test
  void keepsTheSpacingBetweenTwoEnginesAndSharesTheAccountsFairly() throws Exception {
    List<RoomId> rooms = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      world.site.user("user" + i, Optional.empty());
      rooms.add(world.play("user" + i, HOUR));
    }
    world.run(Duration.ofMinutes(2), engine, world.engine());

    assertThat(world.asked).hasSizeBetween(58, 62);
    assertKeepsSpacing(world.asked);
    for (int i = 0; i < 12; i++) {
      String query = "handle=user" + i + "&";
      assertThat(world.site.requests().stream().filter(r -> r.contains(query)).count())
          .isBetween(4L, 6L);
    }
  }

  @Test
  void asksMoreOftenShortlyBeforeTheEnd() throws Exception {
    world.play("alice", Duration.ofMinutes(4));
    world.run(Duration.ofSeconds(100), engine);
    int calm = world.asked.size();
    world.clock.advance(Duration.ofSeconds(30));
    world.run(Duration.ofSeconds(100), engine);

    assertThat(calm).isBetween(9, 11);
    assertThat(world.asked.size() - calm).isBetween(35, 51);
  }

  @Test
  void asksAtOnceWhenSomebodyWantsToKnow() throws Exception {
    RoomId room = world.play("alice", HOUR);
    world.run(Duration.ofSeconds(1), engine);
    world.clock.advance(Duration.ofSeconds(4));
    long id = world.submit("alice", "OK");
    world.storage.transact(
        tx -> {
          tx.polls().watch(JudgedWorld.JUDGE, new JudgeAccount("alice"), world.clock.instant());
          return true;
        });
    engine.turn();

    assertThat(world.written(room)).containsExactly(id + " accepted");
  }

  @Test
  void comesBackForVerdictsThatArePending() throws Exception {
    RoomId room = world.play("alice", HOUR);
    long first =
        world.site.submit(List.of("alice"), 1, "A", world.clock.instant(), Optional.empty());
    long second = world.submit("alice", "OK");
    world.run(Duration.ofSeconds(15), engine);
    assertThat(world.written(room)).containsExactly(first + " pending", second + " accepted");
    assertThat(world.poll("alice").seen()).isEqualTo(first - 1);

    world.site.judge(first, "WRONG_ANSWER");
    world.run(Duration.ofSeconds(15), engine);

    assertThat(world.written(room)).containsExactly(first + " wrong", second + " accepted");
    assertThat(world.poll("alice").seen()).isEqualTo(second);
  }

  @Test
  void takesOneWithALowerIdThatTheJudgeShowsLate() throws Exception {
    RoomId room = world.play("alice", HOUR);
    long id = world.submit("alice", "OK");
    world.run(Duration.ofSeconds(12), engine);
    world.site.insert(id - 1, List.of("alice"), 1, "B", world.clock.instant(), Optional.of("OK"));
    world.run(Duration.ofSeconds(12), engine);

    assertThat(world.written(room)).containsExactly((id - 1) + " accepted", id + " accepted");
  }

  @Test
  void keepsTheFirstFinalVerdictWhenTheJudgeChangesItsMind() throws Exception {
    RoomId room = world.play("alice", HOUR);
    long id = world.submit("alice", "OK");
    world.run(Duration.ofSeconds(12), engine);
    world.site.judge(id, "WRONG_ANSWER");
    world.run(Duration.ofSeconds(30), engine);

    assertThat(world.written(room)).containsExactly(id + " accepted");
  }

  @Test
  void readsPagesUntilItMeetsWhatWasMadeBeforeTheRoom() throws Exception {
    for (int i = 0; i < 3_000; i++) {
      world.site.submit(
          List.of("alice"), 1, "A", world.clock.instant().minus(HOUR), Optional.of("OK"));
    }
    RoomId room = world.play("alice", HOUR);
    List<Long> made = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      made.add(world.submit("alice", "WRONG_ANSWER"));
    }
    engine.turn();

    assertThat(world.written(room)).hasSize(1_200);
    assertThat(world.asked).hasSize(3);
  }

  @Test
  void leavesTheJudgeAloneLongerAndLongerAndSaysWhy() throws Exception {
    RoomId room = world.play("alice", HOUR);
    Fault[] faults = new Fault[8];
    Arrays.fill(faults, Fault.OUT_OF_ORDER);
    world.site.fail(faults);
    JudgeTurns other = world.engine();
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Instant before = world.clock.instant();
      while (world.pause().map(PollStore.Pause::failures).orElse(0) == i) {
        world.run(Duration.ofMillis(1), engine, other);
      }
      pauses.add(Duration.between(before, world.pause().orElseThrow().until()).toSeconds());
      assertThat(world.pause().orElseThrow().reason()).contains("status 503");
      Duration left = Duration.between(world.clock.instant(), world.pause().get().until());
      world.clock.advance(left);
    }
    long id = world.submit("alice", "OK");
    world.run(Duration.ofSeconds(62), engine, other);

    assertThat(pauses).isSorted();
    assertThat(pauses.get(7)).isBetween(60L, 64L);
    assertThat(world.pause()).isEmpty();
    assertThat(world.written(room)).containsExactly(id + " accepted");
  }

  @Test
  void anUnknownAccountDisturbsNobody() throws Exception {
    RoomId room = world.play("alice", HOUR);
    world.play("nobody", HOUR);
    long id = world.submit("alice", "OK");
    world.run(Duration.ofSeconds(30), engine);

    assertThat(world.written(room)).containsExactly(id + " accepted");
    assertThat(world.pause()).isEmpty();
    assertThat(world.poll("nobody").askedAt()).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SILENT", "REORDERED"})
  void doesNotTakeABadAnswerForAnAnswer(Fault fault) throws Exception {
    world.submit("alice", "OK");
    world.submit("alice", "OK");
    world.play("alice", HOUR);
    Fault[] faults = new Fault[6];
    Arrays.fill(faults, fault);
    world.site.fail(faults);
    engine.turn();

    assertThat(world.poll("alice").askedAt()).isEmpty();
    assertThat(world.poll("alice").seen()).isZero();
  }

  @Test
  void anotherEngineGoesOnForOneThatDiedInTheMiddleOfAPoll() throws Exception {
    RoomId room = world.play("alice", HOUR);
    Instant now = world.clock.instant();
    world.storage.transact(
        tx -> tx.polls().take(JudgedWorld.JUDGE, now, now.plusSeconds(45)).orElseThrow());
    long id = world.submit("alice", "OK");
    world.run(Duration.ofSeconds(50), engine);

    assertThat(world.written(room)).containsExactly(id + " accepted");
  }

  @Test
  void looksAtARoomThatBeginsWhileAnotherOneOfTheSamePlayerRuns() throws Exception {
    world.play("alice", HOUR);
    long id = world.submit("alice", "OK");
    world.run(Duration.ofSeconds(1), engine);
    // In the same second as the submission, which may count there.
    RoomId second = world.play("alice", HOUR);
    world.run(Duration.ofSeconds(3), engine);

    assertThat(world.written(second)).containsExactly(id + " accepted");
  }

  @Test
  void leavesAccountsAloneThatPlayNowhere() throws Exception {
    world.storage.transact(
        tx -> {
          tx.polls().watch(JudgedWorld.JUDGE, new JudgeAccount("bob"), world.clock.instant());
          return true;
        });
    world.run(Duration.ofMinutes(1), engine);

    assertThat(world.asked).isEmpty();
  }
}
