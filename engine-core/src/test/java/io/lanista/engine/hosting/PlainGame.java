package io.lanista.engine.hosting;

import io.lanista.ports.hosting.Button;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.HostedGame;
import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldResult.Standing;
import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.hosting.WorldState;
import io.lanista.ports.match.Side;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A game of a few frames: who pressed A more often wins it. What it does can be changed. */
class PlainGame implements HostedGame {
  static final int FRAMES = 5;

  final List<WorldStart> starts = new CopyOnWriteArrayList<>();
  final AtomicInteger open = new AtomicInteger();

  @Override
  public String game() {
    return "plain";
  }

  @Override
  public String recordingFormat() {
    return "own";
  }

  @Override
  public Optional<String> whyUnavailable() {
    return Optional.empty();
  }

  @Override
  public World open(WorldStart start) throws WorldException, InterruptedException {
    starts.add(start);
    open.incrementAndGet();
    return new PlainWorld();
  }

  static String json(int p1, int p2) {
    return "{\"stage\":\"FLAT\",\"p1\":{\"stocks\":"
        + p1
        + ",\"percent\":0.5,\"character\":\"ONE\"},\"p2\":{\"stocks\":"
        + p2
        + ",\"percent\":1,\"character\":\"TWO\"}}";
  }

  class PlainWorld implements World {
    int frame;
    int p1;
    int p2;
    private boolean closed;

    @Override
    public String stage() {
      return "FLAT";
    }

    @Override
    public WorldState state() throws WorldException, InterruptedException {
      return new WorldState(frame, json(p1, p2));
    }

    @Override
    public void apply(Controls one, Controls two) throws WorldException, InterruptedException {
      frame++;
      p1 += one.buttons().contains(Button.A) ? 1 : 0;
      p2 += two.buttons().contains(Button.A) ? 1 : 0;
    }

    @Override
    public Optional<WorldResult> result() throws WorldException {
      if (frame < FRAMES) {
        return Optional.empty();
      }
      Optional<Side> winner =
          p1 == p2 ? Optional.empty() : Optional.of(p1 > p2 ? Side.P1 : Side.P2);
      return Optional.of(
          new WorldResult(winner, new Standing("ONE", p1, 0.5), new Standing("TWO", p2, 1), frame));
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
    }
  }
}
