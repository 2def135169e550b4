package io.lanista.engine.simulation;

import io.lanista.engine.stream.LiveBatch;
import io.lanista.engine.stream.Viewer;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Match;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Watches matches, leaves again, and sometimes breaks while it is shown something. */
final class Spectator {
  private final World world;
  private final Client client;
  private final Deque<Runnable> watching = new ArrayDeque<>();
  private final List<Fragile> viewers = new ArrayList<>();

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
      Match match =
          matches.get(matches.size() - 1 - world.random.nextInt(Math.min(3, matches.size())));
      if (world.random.nextBoolean()) {
        Fragile viewer = new Fragile(world.core(), match);
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
                  viewers.add(viewer);
                  watching.add(
                      () -> {
                        viewer.gone = true;
                        leave.run();
                      });
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

  /** Once every match is over nobody is left watching, except a process that is no more. */
  void checkQuiet() {
    for (Fragile viewer : viewers) {
      world.findings.unless(
          viewer.gone || !viewer.by.equals(world.core()),
          "Somebody still watches match %s.",
          viewer.match.id());
    }
  }

  /** A viewer that breaks only once it watches: before, its own server would notice. */
  private final class Fragile implements Viewer {
    private final Optional<Core> by;
    private final Match match;
    private boolean watches;
    private boolean gone;

    private Fragile(Optional<Core> by, Match match) {
      this.by = by;
      this.match = match;
    }

    @Override
    public boolean offer(LiveBatch batch) {
      breakDown();
      return world.random.nextInt(5) > 0;
    }

    @Override
    public void close(int code, String reason) {
      gone = true;
      breakDown();
    }

    private void breakDown() {
      if (watches && world.faults.portFails()) {
        gone = true;
        throw new IllegalStateException("The socket broke.");
      }
    }
  }
}
