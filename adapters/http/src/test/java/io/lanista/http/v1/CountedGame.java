package io.lanista.http.v1;

import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.HostedGame;
import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.hosting.WorldState;
import io.lanista.ports.match.Side;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A game that side p1 wins after so many frames; it begins when the test lets it. */
final class CountedGame implements HostedGame {
  private final Semaphore places = new Semaphore(0);
  private volatile Optional<String> missing = Optional.empty();
  private final int frames;

  /** Says that no game can be played, and why; empty if it can. */
  void lacks(Optional<String> what) {
    missing = what;
  }

  CountedGame(int frames) {
    this.frames = frames;
  }

  /** Lets so many games begin. */
  void release(int games) {
    places.release(games);
  }

  @Override
  public String game() {
    return "count";
  }

  @Override
  public String recordingFormat() {
    return "jsonl";
  }

  @Override
  public Optional<String> whyUnavailable() {
    return missing;
  }

  @Override
  public World open(WorldStart start) throws WorldException, InterruptedException {
    if (!places.tryAcquire(30, TimeUnit.SECONDS)) {
      throw new WorldException("Nobody let the game begin.");
    }
    return new Counted();
  }

  private final class Counted implements World {
    private int frame;

    @Override
    public String stage() {
      return "ROOF";
    }

    @Override
    public WorldState state() {
      return new WorldState(
          frame,
          "{\"frame\":"
              + frame
              + ",\"stage\":\"ROOF\",\"p1\":{\"stocks\":4,\"percent\":0.0,\"character\":\"FOX\"},"
              + "\"p2\":{\"stocks\":3,\"percent\":12.5,\"character\":\"MARTH\"}}");
    }

    @Override
    public void apply(Controls p1, Controls p2) {
      frame++;
    }

    @Override
    public Optional<WorldResult> result() {
      return frame < frames
          ? Optional.empty()
          : Optional.of(
              new WorldResult(
                  Optional.of(Side.P1),
                  new WorldResult.Standing("FOX", 4, 0),
                  new WorldResult.Standing("MARTH", 0, 12.5),
                  frame));
    }

    @Override
    public void close() {}
  }
}
