package io.lanista.engine.hosting;

import io.lanista.engine.hosting.HostingSettings.WorldRules;
import io.lanista.engine.match.Runners;
import io.lanista.engine.plugin.Lease;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.HostedGame;
import io.lanista.ports.hosting.World;
import io.lanista.ports.hosting.WorldException;
import io.lanista.ports.hosting.WorldStart;
import io.lanista.ports.match.GameRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * One world of a plugin, from its start to its end. Every call runs on a thread of the plugin's,
 * one at a time and within a limit; one that takes longer is interrupted, and the world is then
 * closed from another thread. Whatever goes wrong comes out as a {@link WorldException} that names
 * the plugin. Used by one thread.
 */
final class LeasedWorld implements AutoCloseable {
  private static final int LONGEST_SENTENCE = 500;
  private static final Pattern FORMAT = Pattern.compile("[a-z0-9]{1,8}");

  private final Lease<GameRunner> lease;
  private final WorldRules rules;
  private final Path folder;
  private final CheckedWorld world;
  private final String stage;
  private final String format;
  private boolean closed;

  private LeasedWorld(
      Lease<GameRunner> lease, WorldRules rules, Path folder, Opening opening, String format) {
    this.lease = lease;
    this.rules = rules;
    this.folder = folder;
    this.world = opening.world;
    this.stage = opening.stage;
    this.format = format;
  }

  /**
   * Whether worlds can be opened: empty, or why not.
   *
   * @throws WorldException if the runner does not say, or plays no hosted games
   */
  static Optional<String> whyUnavailable(Lease<GameRunner> lease)
      throws WorldException, InterruptedException {
    return guarded(() -> lease.call("whyUnavailable", Runners::whyUnavailable));
  }

  /** Starts a world. */
  static LeasedWorld open(Lease<GameRunner> lease, WorldStart start, WorldRules rules)
      throws WorldException, InterruptedException {
    String format = guarded(() -> lease.call("recordingFormat", LeasedWorld::format));
    AtomicReference<Optional<World>> late = new AtomicReference<>();
    Opening opening = null;
    try {
      opening = guarded(() -> lease.call("open", rules.start(), r -> opening(r, start, late)));
    } finally {
      if (opening == null) {
        // Nobody waits for it any more: if it opens nevertheless, it closes itself.
        Optional<World> opened = late.getAndSet(Optional.empty());
        if (opened != null && opened.isPresent()) {
          closeQuietly(lease, rules, opened.get()::close);
        }
      }
    }
    return new LeasedWorld(lease, rules, start.folder(), opening, format);
  }

  private record Opening(CheckedWorld world, String stage) {}

  private static Opening opening(
      GameRunner runner, WorldStart start, AtomicReference<Optional<World>> given)
      throws WorldException {
    World world;
    try {
      world = CheckedWorld.present(hosted(runner).open(start));
    } catch (InterruptedException stopping) {
      throw CheckedWorld.interrupted();
    }
    if (!given.compareAndSet(null, Optional.of(world))) {
      world.close();
      throw new WorldException("It opened too late.");
    }
    CheckedWorld checked = new CheckedWorld(world);
    return new Opening(checked, checked.stage());
  }

  private static String format(GameRunner runner) {
    String format = CheckedWorld.present(hosted(runner).recordingFormat());
    if (!FORMAT.matcher(format).matches()) {
      throw CheckedWorld.failed("it answered something that is no recording format.");
    }
    return format;
  }

  private static HostedGame hosted(GameRunner runner) {
    if (runner instanceof HostedGame game) {
      return game;
    }
    throw CheckedWorld.failed("it does not play hosted games; configure another runner.");
  }

  String stage() {
    return stage;
  }

  /** What its own recordings are called. */
  String format() {
    return format;
  }

  /** How it begins. */
  CheckedWorld.Seen begin() throws WorldException, InterruptedException {
    return guarded(() -> lease.call("state", rules.frame(), any -> world.look()));
  }

  /** Goes on by one frame, in one call, because each call changes threads. */
  CheckedWorld.Seen next(Controls p1, Controls p2) throws WorldException, InterruptedException {
    return guarded(
        () ->
            lease.call(
                "frame",
                rules.frame(),
                any -> {
                  world.apply(p1, p2);
                  return world.look();
                }));
  }

  /**
   * The recording the world made by itself, once it is closed; empty if it made none.
   *
   * @throws WorldException if what it calls its recording lies elsewhere or is too large
   */
  Optional<Path> recording() throws WorldException, InterruptedException {
    Optional<Path> file = guarded(() -> lease.call("recording", any -> world.recording()));
    if (file.isEmpty()) {
      return file;
    }
    try {
      Path real = file.get().toRealPath();
      if (!real.startsWith(folder.toRealPath()) || !Files.isRegularFile(real)) {
        throw new WorldException("Its recording is not a file in the folder it was given.");
      }
      if (Files.size(real) > rules.mostRecordingBytes()) {
        throw new WorldException(
            "Its recording is larger than the " + rules.mostRecordingBytes() + " bytes kept.");
      }
      return Optional.of(real);
    } catch (IOException missing) {
      throw new WorldException("Its recording cannot be read.", missing);
    }
  }

  /** Ends the world; what fails in it is logged where plugins' failures are. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      closeQuietly(lease, rules, world::close);
    }
  }

  private static void closeQuietly(Lease<GameRunner> lease, WorldRules rules, Runnable close) {
    // Closing is not given up because the engine stops: a world may hold processes.
    boolean interrupted = Thread.interrupted();
    try {
      lease.call(
          "close",
          rules.frame(),
          any -> {
            close.run();
            return "";
          });
    } catch (EngineException failed) {
      System.getLogger(LeasedWorld.class.getName())
          .log(System.Logger.Level.WARNING, "A world was not closed: {0}", failed.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A call of a lease. */
  @FunctionalInterface
  private interface Guarded<R> {
    R call() throws WorldException;
  }

  private static <R> R guarded(Guarded<R> call) throws WorldException, InterruptedException {
    try {
      return call.call();
    } catch (WorldException failed) {
      stopIfInterrupted();
      throw new WorldException("The world failed: " + cut(failed.getMessage()), failed);
    } catch (EngineException failed) {
      stopIfInterrupted();
      throw new WorldException(cut(failed.getMessage()), failed);
    }
  }

  private static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  private static String cut(String words) {
    String text = words == null ? "it does not say why." : words.replaceAll("\\p{Cntrl}", "?");
    return text.substring(0, Math.min(LONGEST_SENTENCE, text.length()));
  }
}
