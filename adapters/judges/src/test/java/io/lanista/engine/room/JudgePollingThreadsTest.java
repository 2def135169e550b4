package io.lanista.engine.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.judges.FileJudge;
import io.lanista.judges.HookJudge;
import io.lanista.judges.standin.Fault;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The threads of the engine, on a clock that does not move. */
class JudgePollingThreadsTest {
  private static final String LINE =
      "{\"submission_id\":%d,\"account\":\"alice\",\"problem_id\":\"A\",\"submitted_at\":%d,"
          + "\"verdict\":\"accepted\"}%n";

  @TempDir private Path folder;

  @Test
  void handsOnWhatIsAppendedToAFileAndStops() throws Exception {
    Path file = Files.createFile(folder.resolve("verdicts.jsonl"));
    BlockingQueue<Submission> taken = new LinkedBlockingQueue<>();
    try (JudgedWorld world = new JudgedWorld()) {
      RoomId room = world.play("alice", Duration.ofHours(1));
      Judges judges =
          new Judges(
              Map.of(
                  JudgedWorld.JUDGE,
                  new Judges.Entry(new FileJudge(file), Optional.empty()),
                  "hook",
                  new Judges.Entry(new HookJudge(), Optional.empty())),
              "hook");
      JudgePolling polling =
          new JudgePolling(
              world.storage,
              judges,
              (judge, submissions) -> taken.addAll(submissions),
              new Random(1),
              world.clock);
      polling.start();
      Files.writeString(
          file,
          LINE.formatted(7, world.find(room).startedAt().orElseThrow().toEpochMilli()),
          StandardOpenOption.APPEND);
      world.clock.advance(Duration.ofSeconds(5));
      Submission first = taken.poll(30, TimeUnit.SECONDS);
      while (first == null) {
        world.clock.advance(Duration.ofSeconds(5));
        first = taken.poll(1, TimeUnit.SECONDS);
      }

      assertThat(first.id()).isEqualTo(7);
      assertThat(threads()).containsExactly("judge-codeforces");
      polling.close();
      assertThat(threads()).isEmpty();
    }
  }

  @Test
  void stopsInTheMiddleOfARequestWithoutBlamingTheJudge() throws Exception {
    try (JudgedWorld world = new JudgedWorld()) {
      world.site.user("alice", Optional.empty());
      world.site.fail(Fault.SILENT);
      world.play("alice", Duration.ofHours(1));
      Judges judges =
          new Judges(
              Map.of(
                  JudgedWorld.JUDGE, new Judges.Entry(world.codeforces.judge(), Optional.empty())),
              JudgedWorld.JUDGE);
      JudgePolling polling =
          new JudgePolling(
              world.storage, judges, (judge, submissions) -> {}, new Random(1), world.clock);
      polling.start();
      while (world.site.requests().isEmpty()) {
        Thread.sleep(5);
      }
      polling.close();

      assertThat(threads()).isEmpty();
      assertThat(world.pause()).isEmpty();
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("judge-"))
        .sorted()
        .toList();
  }
}
