package io.lanista.engine.room;

import static io.lanista.engine.room.Race.forfeiting;
import static io.lanista.engine.room.Race.lasting;
import static io.lanista.engine.room.Race.request;
import static io.lanista.engine.room.Race.three;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.room.Attendance;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes in whatever order, as often as it likes, by whichever engine: the same end. */
class RoomOrderTest {
  private static final int SEEDS = Integer.getInteger("lanista.rooms.seeds", 60);

  /** What must not depend on the order of deliveries. */
  private record Result(Map<String, String> owners, Map<?, Integer> wrong, Room room) {
    static Result of(Race race, RoomId id) {
      return new Result(race.owners(id), race.room(id).wrong(), race.room(id));
    }
  }

  @Test
  void deliveriesInAnyOrderGiveTheSameOwners() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Race inOrder = new Race();
      RoomId expectedRoom = inOrder.started(shortRoom());
      inOrder.pass(12);
      List<Submission> submissions = submissions(inOrder, expectedRoom, random);
      submissions.forEach(inOrder::take);

      Race shuffled = new Race();
      Race partner = shuffled.another(seed + 100);
      RoomId room = shuffled.started(shortRoom());
      shuffled.pass(12);
      deliver(submissions, shuffled, partner, room, random);

      Result expected = Result.of(inOrder, expectedRoom);
      Result actual = Result.of(shuffled, room);
      assertThat(actual.owners()).as("seed %d", seed).isEqualTo(expected.owners());
      assertThat(actual.wrong()).as("seed %d", seed).isEqualTo(expected.wrong());
      inOrder.pass(200);
      shuffled.pass(200);
      assertThat(shuffled.room(room).status()).isEqualTo(RoomStatus.ENDED);
      assertThat(shuffled.room(room).winner())
          .as("seed %d", seed)
          .isEqualTo(inOrder.room(expectedRoom).winner());
      assertThat(shuffled.room(room).locks()).isEqualTo(inOrder.room(expectedRoom).locks());
      assertThat(shuffled.types(room)).containsOnlyOnce("room.end", "room.final");
    }
  }

  private static RoomRequest shortRoom() {
    return lasting(request("arena", three()), Duration.ofSeconds(30));
  }

  private static List<Submission> submissions(Race race, RoomId room, Random random) {
    List<Submission> submissions = new ArrayList<>();
    int count = 1 + random.nextInt(25);
    for (int id = 1; id <= count; id++) {
      // Few instants, so that many are the same, and some before the start.
      int seconds = random.nextInt(12) - 1;
      Verdict verdict = random.nextInt(3) == 0 ? Verdict.WRONG : Verdict.ACCEPTED;
      submissions.add(
          race.made(
              room,
              id,
              random.nextBoolean() ? "A" : "B",
              "P" + (1 + random.nextInt(4)),
              Duration.ofSeconds(seconds),
              verdict));
    }
    return submissions;
  }

  private static void deliver(
      List<Submission> submissions, Race one, Race other, RoomId room, Random random) {
    List<Submission> deliveries = new ArrayList<>(submissions);
    for (Submission each : submissions) {
      if (random.nextInt(3) == 0) {
        deliveries.add(each);
      }
    }
    Collections.shuffle(deliveries, random);
    int next = 0;
    while (next < deliveries.size()) {
      int end = Math.min(deliveries.size(), next + 1 + random.nextInt(4));
      Race engine = random.nextBoolean() ? one : other;
      List<Submission> batch = new ArrayList<>();
      for (Submission each : deliveries.subList(next, end)) {
        if (random.nextInt(4) == 0) {
          batch.add(pending(each));
        }
        batch.add(each);
      }
      engine.verdicts.take("hook", batch);
      switch (random.nextInt(6)) {
        case 0 -> engine.turns.due(room);
        case 1 -> engine.turns.resume();
        case 2 -> engine.arbiter.forget(room);
        case 3 -> one.pass(0.1);
        default -> {}
      }
      next = end;
    }
  }

  private static Submission pending(Submission each) {
    return new Submission(
        each.id(), each.account(), each.problem(), each.submittedAt(), Verdict.PENDING);
  }

  @Test
  void commandsInAnyOrderAndNumberStartARoomOnce() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Race one = new Race();
      Race other = one.another(seed + 100);
      RoomId room =
          one.rooms.create(one.creator, forfeiting(request("arena", three()))).room().id();
      List<Runnable> commands = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        commands.add(() -> engine(random, one, other).rooms.ready(room, one.ann));
        commands.add(() -> engine(random, one, other).rooms.ready(room, one.bob));
        commands.add(() -> engine(random, one, other).rooms.heartbeat(room, one.ann));
        commands.add(() -> engine(random, one, other).turns.due(room));
        commands.add(() -> engine(random, one, other).turns.resume());
        commands.add(() -> one.rooms.sync(room, one.bob, three().get(0).id()));
        commands.add(() -> one.rooms.cancel(room, one.bob));
      }
      Collections.shuffle(commands, random);
      for (Runnable command : commands) {
        try {
          command.run();
        } catch (EngineException refused) {
          assertThat(refused.getMessage()).isNotBlank();
        }
      }
      Room started = one.room(room);
      assertThat(started.status()).as("seed %d", seed).isEqualTo(RoomStatus.ACTIVE);
      assertThat(started.members().values()).allMatch(Attendance::ready);
      assertThat(one.types(room))
          .as("seed %d", seed)
          .containsExactly("room.user_ready", "room.user_ready", "room.started");
    }
  }

  private static Race engine(Random random, Race one, Race other) {
    return random.nextBoolean() ? one : other;
  }
}
