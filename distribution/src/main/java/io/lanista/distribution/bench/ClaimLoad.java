package io.lanista.distribution.bench;

import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.ClaimOutcome;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomBoard;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.TeamId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Claims in ten rooms, by several threads in orders of their own, every claim by each of them and
 * so delivered several times. When a thread has been through all, its share of the rooms begins
 * anew.
 */
final class ClaimLoad {
  static final String WORKLOAD =
      "10 Arena rooms of 8 problems, 5 teams, 64 claims of each problem, duplicated and reordered";

  private static final int ROOMS = 10;
  private static final int PROBLEMS = 8;
  private static final int TEAMS = 5;
  private static final int CLAIMS = 64;
  private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
  private static final Duration LIMIT = Duration.ofHours(1);

  private final ClaimArbiter arbiter;
  private final int threads;
  private final int together;
  private final List<RoomId> rooms =
      IntStream.range(0, ROOMS).mapToObj(i -> new RoomId(new UUID(7, i))).toList();
  private final List<Claim> claims = claims();

  /**
   * A load.
   *
   * @param together how many claims are asked about at once
   */
  ClaimLoad(ClaimArbiter arbiter, int threads, int together) {
    this.arbiter = arbiter;
    this.threads = threads;
    this.together = together;
  }

  private static List<Claim> claims() {
    Random random = new Random(1);
    List<Claim> claims = new ArrayList<>();
    for (int i = 0; i < PROBLEMS * CLAIMS; i++) {
      claims.add(
          new Claim(
              new ProblemId("4" + (char) ('A' + i % PROBLEMS)),
              new TeamId("team-" + random.nextInt(TEAMS)),
              // To whole seconds, so that some are equal.
              START.plusSeconds(random.nextInt(3_600)).toEpochMilli(),
              OptionalLong.of(300_000_000L + i)));
    }
    return claims;
  }

  /** How many were decided a second. */
  double run(Duration length) throws IOException, InterruptedException {
    rooms.forEach(this::begin);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      long began = System.nanoTime();
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        counts.add(executor.submit(() -> claim(thread, began + length.toNanos())));
      }
      long decided = 0;
      for (Future<Long> count : counts) {
        decided += count.get();
      }
      double perSecond = decided * 1e9 / (System.nanoTime() - began);
      check();
      return perSecond;
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  private long claim(int thread, long end) {
    List<List<Claim>> batches = batches(thread);
    long decided = 0;
    while (true) {
      for (List<Claim> batch : batches) {
        for (RoomId room : rooms) {
          ask(room, batch);
        }
        decided += (long) ROOMS * batch.size();
        if (System.nanoTime() - end >= 0) {
          return decided;
        }
      }
      for (int i = thread; i < ROOMS; i += threads) {
        begin(rooms.get(i));
      }
    }
  }

  private void ask(RoomId room, List<Claim> batch) {
    if (together == 1) {
      for (Claim claim : batch) {
        arbiter.claim(room, claim);
      }
    } else {
      arbiter.claimAll(room, batch);
    }
  }

  private List<List<Claim>> batches(int thread) {
    List<Claim> shuffled = new ArrayList<>(claims);
    Collections.shuffle(shuffled, new Random(thread));
    // Of one by one, some before the clock is looked at.
    int size = together == 1 ? 8 : together;
    List<List<Claim>> batches = new ArrayList<>();
    for (int from = 0; from < shuffled.size(); from += size) {
      batches.add(List.copyOf(shuffled.subList(from, Math.min(from + size, shuffled.size()))));
    }
    return batches;
  }

  private void begin(RoomId room) {
    arbiter.forget(room);
    arbiter.show(
        new RoomBoard(
            room,
            1,
            "arena",
            RoomStatus.ACTIVE,
            START,
            LIMIT,
            Optional.empty(),
            PROBLEMS,
            Map.of(),
            Map.of(),
            LIMIT));
  }

  /** After every claim has come at least once more, the earliest ones stand, or it is no use. */
  private void check() throws IOException {
    Map<ProblemId, Lock> earliest = new HashMap<>();
    for (Claim claim : claims) {
      earliest.merge(
          claim.problem(),
          claim.lock(),
          (standing, other) ->
              standing.against(claim) == ClaimOutcome.RECLAIMED ? other : standing);
    }
    for (RoomId room : rooms) {
      arbiter.claimAll(room, claims);
      if (!arbiter.locks(room).equals(earliest)) {
        throw new IOException("The claims of a room were decided wrongly.");
      }
    }
  }
}
