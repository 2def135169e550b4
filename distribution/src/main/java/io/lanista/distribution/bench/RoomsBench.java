package io.lanista.distribution.bench;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Many rooms that are played at once, each with viewers: what they hold, how late events come. */
public final class RoomsBench implements Bench {
  private static final int USUAL_ROOMS = 1_000;
  private static final int LISTENERS = 4;
  private static final int PROBLEMS = 50;
  private static final int CLAIMS_A_SECOND = 100;
  private static final String JUDGE_TOKEN = "bench-judge-token-0123456789abcdef";

  @Override
  public String name() {
    return "rooms";
  }

  @Override
  public String description() {
    return "1,000 live rooms with 4 event streams each: memory and event latency";
  }

  @Override
  public BenchReport run(Options options)
      throws StartupException, IOException, InterruptedException {
    int rooms = options.viewers().orElse(USUAL_ROOMS * LISTENERS) / LISTENERS;
    String most = Integer.toString(rooms * LISTENERS + 300);
    try (Scratch scratch = Scratch.make();
        ServedProcess engine =
            ServedProcess.lanista(
                options.home(),
                scratch.folder().resolve("data"),
                Map.of(
                    "LANISTA_CACHE",
                    "off",
                    "LANISTA_JUDGES_HOOK_TOKEN",
                    JUDGE_TOKEN,
                    "LANISTA_ROOMS_MAX_OPEN",
                    Integer.toString(rooms),
                    "LANISTA_ROOMS_MAX_OPEN_PER_PLAYER",
                    Integer.toString(rooms),
                    "LANISTA_SERVER_MAX_CONNECTIONS",
                    most,
                    "LANISTA_SERVER_MAX_CONNECTIONS_PER_CLIENT",
                    most));
        RoomListeners listeners = new RoomListeners()) {
      return measure(options, engine, listeners, rooms);
    }
  }

  private BenchReport measure(
      Options options, ServedProcess engine, RoomListeners listeners, int rooms)
      throws IOException, InterruptedException {
    RoomRequests requests = new RoomRequests(engine.address(), JUDGE_TOKEN);
    List<String> keys = List.of(requests.register("bench-a"), requests.register("bench-b"));
    long empty = HeldMemory.heap(engine);
    long began = System.nanoTime();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < rooms; i++) {
      ids.add(requests.room(keys, i, PROBLEMS));
    }
    double perSecond = rooms / ((System.nanoTime() - began) / 1e9);
    long withRooms = HeldMemory.heap(engine);
    for (String id : ids) {
      for (int i = 0; i < LISTENERS; i++) {
        listeners.open(engine.address(), id);
      }
    }
    long withListeners = HeldMemory.heap(engine);
    listeners.start();
    int claims = claim(requests, listeners, rooms, options.about());
    Latencies seen = listeners.latencies();
    return new BenchReport(
        name(),
        rooms
            + " rooms of 2 teams, "
            + LISTENERS
            + " streams each, "
            + CLAIMS_A_SECOND
            + " claims/s",
        Machine.here(),
        List.of(
            new BenchReport.Row(
                rooms + " rooms",
                List.of(
                    new Figure("made and started", perSecond, "/s"),
                    new Figure("heap a room", kib(withRooms - empty) / rooms, "KiB"),
                    new Figure(
                        "heap a stream", kib(withListeners - withRooms) / rooms / LISTENERS, "KiB"),
                    new Figure("resident", engine.residentMib(), "MiB"),
                    new Figure("p50", seen.millis(0.5), "ms"),
                    new Figure("p99", seen.millis(0.99), "ms"),
                    new Figure(
                        "delivered",
                        100.0 * seen.count() / LISTENERS / Math.max(1, claims),
                        "%")))),
        List.of(
            "Latency: from a verdict being posted to its room.locked being read by each stream.",
            "heap: what a full collection leaves (0 without jcmd beside this Java)."));
  }

  private static double kib(long bytes) {
    return Math.max(0, bytes) / 1024.0;
  }

  private int claim(RoomRequests requests, RoomListeners listeners, int rooms, Duration about)
      throws IOException, InterruptedException {
    long start = System.currentTimeMillis();
    int claims = (int) Math.min((long) rooms * PROBLEMS, CLAIMS_A_SECOND * about.toSeconds() + 1);
    long began = System.nanoTime();
    for (int i = 0; i < claims; i++) {
      long due = began + i * (TimeUnit.SECONDS.toNanos(1) / CLAIMS_A_SECOND);
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
      long timestamp = start + i;
      listeners.sending(timestamp);
      requests.accept(i + 1, "a" + i % rooms, "P" + i / rooms, timestamp);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (listeners.latencies().count() < (long) claims * LISTENERS && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    return claims;
  }
}
