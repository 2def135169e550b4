package io.lanista.engine.hosting;

import io.lanista.ports.sandbox.SandboxLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How games are played here.
 *
 * @param places how many series are played at once ({@code hosting.places})
 * @param maxViewers of one match
 * @param folders where files go
 */
public record HostingSettings(
    int places,
    FighterRules fighters,
    WorldRules worlds,
    RetryRules retries,
    Folders folders,
    int maxViewers) {
  public static final int DEFAULT_MAX_VIEWERS = 1000;

  /**
   * What fighters are held to.
   *
   * @param move how long a fighter has for an answer ({@code hosting.move-deadline})
   * @param hello how long it may take from its start to its hello
   * @param failuresInARow so many late or broken answers on end forfeit the game ({@code
   *     hosting.failures-in-a-row})
   * @param failures so many in all forfeit it too ({@code hosting.failures})
   * @param limits what its process may take; the size of /tmp is its manifest's
   */
  public record FighterRules(
      Duration move, Duration hello, int failuresInARow, int failures, SandboxLimits limits) {
    public static final FighterRules DEFAULT =
        new FighterRules(
            Duration.ofMillis(100), Duration.ofSeconds(10), 60, 300, SandboxLimits.USUAL);

    public FighterRules {
      positive(move);
      positive(hello);
      Objects.requireNonNull(limits);
      if (failuresInARow < 1 || failures < 1) {
        throw new IllegalArgumentException("A fighter may fail at least once.");
      }
    }
  }

  /**
   * What worlds are held to.
   *
   * @param start how long one may take to start ({@code hosting.world-start})
   * @param frame how long it may take for a frame before it is closed ({@code
   *     hosting.frame-timeout})
   * @param longest after so many frames a game counts as drawn ({@code hosting.longest-game})
   * @param longestTime how long a game may take however few its frames are, all tries together
   *     ({@code hosting.longest-time})
   * @param pace frames a second, at most; 0 for as many as there can be ({@code hosting.pace})
   * @param mostRecordingBytes a larger recording is not kept
   */
  public record WorldRules(
      Duration start,
      Duration frame,
      int longest,
      Duration longestTime,
      int pace,
      int mostRecordingBytes) {
    /** Three times what the longest game takes at 60 frames a second. */
    public static final Duration DEFAULT_LONGEST_TIME = Duration.ofMinutes(45);

    public static final WorldRules DEFAULT =
        new WorldRules(
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            54_000,
            DEFAULT_LONGEST_TIME,
            60,
            32 << 20);

    public WorldRules {
      positive(start);
      positive(frame);
      positive(longestTime);
      if (longest < 1 || pace < 0 || pace > 10_000 || mostRecordingBytes < 1) {
        throw new IllegalArgumentException(
            "A game has a frame, a recording a byte, and the pace is 0 to 10,000 frames a second.");
      }
    }
  }

  /**
   * What is tried again, and how often.
   *
   * @param worlds how often one game is begun before the series is void because its world fails
   * @param draws how often one game may be drawn before the series is void
   * @param interruptions so many stops of the engine during one game make the series void
   * @param patience how long a finished game is kept for a storage that is away, and then played
   *     again
   * @param sweep how often it is looked for series that wait to be played
   */
  public record RetryRules(
      int worlds, int draws, int interruptions, Duration patience, Duration sweep) {
    public static final RetryRules DEFAULT =
        new RetryRules(3, 5, 3, Duration.ofMinutes(10), Duration.ofSeconds(30));

    public RetryRules {
      positive(patience);
      positive(sweep);
      if (worlds < 1 || draws < 1 || interruptions < 1) {
        throw new IllegalArgumentException("A game is begun at least once.");
      }
    }
  }

  /**
   * Where files go.
   *
   * @param work what is needed while a game is played; what lies there at the start is removed
   * @param logs what fighters wrote to stderr
   * @param keepLogs how long that is kept
   */
  public record Folders(Path work, Path logs, Duration keepLogs) {
    public static final Duration DEFAULT_KEEP_LOGS = Duration.ofDays(30);

    public Folders {
      Objects.requireNonNull(work);
      Objects.requireNonNull(logs);
      positive(keepLogs);
    }
  }

  public HostingSettings {
    Objects.requireNonNull(fighters);
    Objects.requireNonNull(worlds);
    Objects.requireNonNull(retries);
    Objects.requireNonNull(folders);
    if (places < 1 || maxViewers < 1) {
      throw new IllegalArgumentException("There is at least one place, and one may watch it.");
    }
  }

  /** Everything as it is unless an operator says otherwise. */
  public static HostingSettings usual(Path work, Path logs) {
    return new HostingSettings(
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
        FighterRules.DEFAULT,
        WorldRules.DEFAULT,
        RetryRules.DEFAULT,
        new Folders(work, logs, Folders.DEFAULT_KEEP_LOGS),
        DEFAULT_MAX_VIEWERS);
  }

  private static void positive(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("A time limit is positive; given: " + time);
    }
  }
}
