package io.lanista.plugins.dolphin;

import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.hosting.WorldState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** A game in Dolphin as the engine sees it. */
final class DolphinWorld implements World {
  private static final int DEEPEST = 3;

  private final Bridge bridge;
  private final Duration frameWithin;
  private final Path recordings;
  private final String stage;
  private WorldState state;
  private volatile Optional<WorldResult> result = Optional.empty();

  private DolphinWorld(Bridge bridge, Duration frameWithin, Path recordings, String stage) {
    this.bridge = bridge;
    this.frameWithin = frameWithin;
    this.recordings = recordings;
    this.stage = stage;
  }

  /** Waits until the game begins. */
  static DolphinWorld begin(Bridge bridge, DolphinSettings settings, WorldStart start)
      throws WorldException, InterruptedException {
    bridge.send(BridgeLine.start(start));
    String stage = BridgeLine.stage(bridge.next(settings.startWithin(), "begin a game"));
    DolphinWorld world =
        new DolphinWorld(bridge, settings.frameWithin(), start.folder().resolve("replays"), stage);
    world.advance();
    bridge.noteProcesses();
    return world;
  }

  @Override
  public String stage() {
    return stage;
  }

  @Override
  public WorldState state() {
    return state;
  }

  @Override
  public void apply(Controls p1, Controls p2) throws WorldException, InterruptedException {
    if (result.isPresent()) {
      throw new WorldException("This game is over.");
    }
    bridge.send(BridgeLine.controls(p1, p2));
    advance();
  }

  private void advance() throws WorldException, InterruptedException {
    String line = bridge.next(frameWithin, "play a frame");
    result = BridgeLine.result(line);
    if (result.isEmpty()) {
      state = BridgeLine.state(line);
    }
  }

  @Override
  public Optional<WorldResult> result() {
    return result;
  }

  /** What Dolphin wrote; only of a game that it ended itself, since any other lacks its end. */
  @Override
  public Optional<Path> recording() {
    if (result.isEmpty()) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.find(recordings, DEEPEST, (file, is) -> is.isRegularFile())) {
      return files.filter(file -> file.toString().endsWith(".slp")).sorted().findFirst();
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    bridge.end(result.isPresent());
  }
}
