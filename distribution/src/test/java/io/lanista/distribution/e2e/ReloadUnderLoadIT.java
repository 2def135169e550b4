package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.distribution.e2e.RunningServer.Answer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both plugins of a queue are reloaded in turn, again and again, while agents join, are paired and
 * report. {@code -Dlanista.reload.count=1000} for more than the usual number.
 */
class ReloadUnderLoadIT {
  private static final int RELOADS = Integer.getInteger("lanista.reload.count", 200);
  private static final int AGENTS = 8;

  /** Far more than a hundred reloads may leave: one leaked generation is about 30 KB. */
  private static final long MOST_GROWTH = 12L << 20;

  @TempDir Path temp;

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger finished = new AtomicInteger();
  private RunningServer server;

  @Test
  void reloadsLoseNoMatchFailNoRequestAndLeaveNothingBehind() throws Exception {
    server =
        RunningServer.start(
            temp.resolve("data"),
            Map.of(
                "plugins.dir",
                new PluginFolderCopy(temp.resolve("plugins")).path().toString(),
                "server.requests-per-second-per-client",
                "0",
                // A busy machine is not what this is about.
                "plugins.call-timeout",
                "60s"));
    ExecutorService agents = Executors.newFixedThreadPool(AGENTS);
    try {
      List<Future<?>> playing = new ArrayList<>();
      for (int i = 0; i < AGENTS; i++) {
        playing.add(agents.submit(this::play));
      }
      RunningServer.await("matches are played", () -> finished.get() >= AGENTS);
      int before = finished.get();
      long began = System.nanoTime();
      long halfway = 0;
      for (int i = 0; i < RELOADS; i++) {
        reload(i % 2 == 0 ? PluginFolderCopy.FIFO : PluginFolderCopy.SLIPPI);
        if (i + 1 == RELOADS / 2) {
          halfway = metaspace();
        }
      }
      long took = System.nanoTime() - began;
      int during = finished.get() - before;
      over.set(true);
      for (Future<?> agent : playing) {
        agent.get(90, TimeUnit.SECONDS);
      }

      assertThat(during).as("matches finished between reloads").isPositive();
      assertThat(uncollected()).as("old generations").isZero();
      long grown = metaspace() - halfway;
      System.out.printf(
          "%d reloads in %.1f s (%.0f ms each) with %d agents: %d matches finished meanwhile, 0"
              + " failed; metaspace %+d KiB over the second half, %d KiB in all.%n",
          RELOADS,
          took / 1e9,
          took / 1e6 / RELOADS,
          AGENTS,
          during / 2,
          grown >> 10,
          metaspace() >> 10);
      assertThat(grown)
          .as("growth of metaspace over %d reloads", RELOADS / 2)
          .isLessThan(MOST_GROWTH);
      assertThat(matches("playing")).as("matches that nobody finished").isZero();
    } finally {
      over.set(true);
      agents.shutdownNow();
      server.close();
    }
  }

  private void reload(String id) throws Exception {
    Answer answer = server.post("/admin/plugins/" + id + "/reload", "", RunningServer.admin());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  /** One agent: joins, is paired, reports what both can know, and sees the match completed. */
  private Void play() throws Exception {
    while (!over.get()) {
      String code = RunningServer.code();
      Answer joined = ok(server.join(code));
      String queue = joined.at("/queue_id");
      Answer ticket = joined;
      while (!ticket.at("/status").equals("matched")) {
        if (over.get() && ok(server.delete("/queue/" + queue)).at("/success").equals("true")) {
          return null;
        }
        ticket = ok(server.get("/queue/" + queue + "?wait=1"));
      }
      String path = "/matches/" + ticket.at("/match_id");
      boolean wins = code.compareTo(ticket.at("/opponent_code")) < 0;
      ok(
          server.post(
              path + "/result",
              RunningServer.reporting(queue, "COMPLETED", wins ? 3 : 1, wins ? 1 : 3)));
      RunningServer.await(
          "both reports are in", () -> ok(server.get(path)).at("/status").equals("completed"));
      finished.incrementAndGet();
    }
    return null;
  }

  private static Answer ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  private int uncollected() throws Exception {
    JsonNode left = old();
    for (int i = 0; i < 300 && !left.isEmpty(); i++) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      left = old();
    }
    return left.size();
  }

  private JsonNode old() throws Exception {
    return ok(server.get("/admin/plugins", RunningServer.admin())).body().path("old_generations");
  }

  private long matches(String status) throws Exception {
    long count = 0;
    for (JsonNode match : ok(server.get("/matches?limit=100")).body().path("matches")) {
      count += match.path("status").asText().equals(status) ? 1 : 0;
    }
    return count;
  }

  private static long metaspace() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
        .sum();
  }
}
