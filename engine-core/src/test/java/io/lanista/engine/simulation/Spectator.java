package io.lanista.engine.simulation;

import io.lanista.engine.stream.Viewer;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Match;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Watches matches, leaves again, and sometimes breaks while it is shown something. */
final class Spectator {
  private final World world;
  private final Client client;
  private final Deque<Runnable> watching = new ArrayDeque<>();

  Spectator(World world) {
    this.world = world;
    this.client = new Client(world, "spectator");
  }

  void live() {
    while (!world.isStopped()) {
      world.schedule.sleep(Duration.ofMillis(500L + world.random.nextInt(6000)));
      List<Match> matches = world.memory.matches();
      if (matches.isEmpty()) {
        continue;
      }
      Match match = matches.get(matches.size() - 1 - world.random.nextInt(Math.min(3, matches.size())));
      if (world.random.nextBoolean()) {
        Fragile viewer = new Fragile();
        client
            .call(
                "watch",
                core -> core.streams.watch(match.id(), viewer),
                ErrorCode.MATCH_FINISHED,
                ErrorCode.BUSY)
            .answer()
            .ifPresent(
                leave -> {
                  viewer.watches = true;
                  watching.add(leave);
                });
      } else if (!watching.isEmpty()) {
        watching.poll().run();
      }
      client
          .call("viewers", core -> core.streams.viewers(match.id()))
          .answer()
          .ifPresent(n -> world.findings.unless(n <= 3, "%s watch where 3 may.", n));
    }
  }

  /** A viewer that breaks only once it watches: before, its own server would notice. */
  private final class Fragile implements Viewer {
    private boolean watches;

    @Override
    public boolean offer(List<ByteBuffer> messages) {
      breakDown();
      return world.random.nextInt(5) > 0;
    }

    @Override
    public void close(int code, String reason) {
      breakDown();
    }

    private void breakDown() {
      if (watches && world.faults.portFails()) {
        throw new IllegalStateException("The socket broke.");
      }
    }
  }
}
