package io.lanista.distribution.crash;

import io.lanista.redis.RealRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Rounds of rooms on one data folder, with something killed in the middle of each round. */
final class RoomRounds {
  private static final int ROOMS = 4;
  private static final int LONGEST_WAIT = 2_500;
  private static final long LONGEST_ROUND_SECONDS = 240;

  private final EngineLauncher launcher;
  private final Path data;
  private final SplittableRandom random;
  private final long seed;
  private final int rounds;
  private final Optional<RealRedis> redis;
  private final Server server = new Server();
  private Engine engine;

  RoomRounds(Path folder, long seed, int rounds, Optional<RealRedis> redis)
      throws IOException, InterruptedException {
    launcher = new EngineLauncher(folder.resolve("launcher"));
    data = folder.resolve("data");
    random = new SplittableRandom(seed);
    this.seed = seed;
    this.rounds = rounds;
    this.redis = redis;
  }

  /** What was not as it had to be. */
  List<String> run() throws Exception {
    List<String> wrong = new ArrayList<>();
    int played = 0;
    Map<String, Integer> killed = new HashMap<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    start();
    try {
      for (int round = 1; round <= rounds; round++) {
        List<Future<List<String>>> rooms = new ArrayList<>();
        for (int i = 0; i < ROOMS; i++) {
          rooms.add(threads.submit(RoomRace.of(i % 2 == 0, random.split(), server, threads)));
        }
        for (int i = random.nextInt(1, 3); i > 0; i--) {
          Thread.sleep(random.nextInt(LONGEST_WAIT));
          killed.merge(killSomething(), 1, Integer::sum);
        }
        for (Future<List<String>> room : rooms) {
          for (String found : room.get(LONGEST_ROUND_SECONDS, TimeUnit.SECONDS)) {
            wrong.add("seed " + seed + ", round " + round + ": " + found);
          }
          played++;
        }
      }
    } finally {
      threads.shutdownNow();
      engine.close();
    }
    System.out.printf(
        "room crash rounds: %d rounds, %d rooms, killed %s%n", rounds, played, killed);
    return wrong;
  }

  private void start() throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>();
    environment.put("LANISTA_JUDGES_HOOK_TOKEN", RoomRace.JUDGE_TOKEN);
    redis.ifPresent(given -> environment.put("LANISTA_REDIS_URL", given.url().toString()));
    engine = Engine.start(launcher, data, environment);
    server.at(engine.address());
  }

  private String killSomething() throws IOException, InterruptedException {
    if (redis.isPresent() && random.nextInt(3) > 0) {
      if (random.nextBoolean()) {
        redis.get().wipe();
        return "keys of Redis";
      }
      redis.get().kill();
      Thread.sleep(random.nextInt(500));
      redis.get().startAgain();
      return "Redis";
    }
    engine.kill();
    start();
    return "engine";
  }
}
