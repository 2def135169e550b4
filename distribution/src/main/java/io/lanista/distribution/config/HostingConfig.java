package io.lanista.distribution.config;

import io.lanista.sandbox.Bubblewrap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Games that are played here.
 *
 * @param places series played at the same time; empty for half of the processors, see {@link
 *     #placesOn}
 * @param acceptWithin how long both sides have to accept a match
 * @param moveDeadline how long a fighter has for a move
 * @param helloDeadline how long a fighter may take until it answers at all
 * @param failuresInARow so many moves in a row without an answer that counts lose the game
 * @param failures so many in a game do
 * @param worldStart a world that takes longer to start has failed
 * @param frameTimeout a world that takes longer for a frame has failed
 * @param longestGame in frames; then it is a draw
 * @param longestTime of a game; then it is decided as it stands
 * @param pace frames a second at most; 0 is as fast as the fighters answer
 * @param maxRecording a larger recording is not kept
 * @param maxViewers of one match
 * @param keepLogs how long what fighters wrote is kept
 * @param fighters absolute; where the operator's shared fighters lie
 */
public record HostingConfig(
    OptionalInt places,
    Duration acceptWithin,
    Duration moveDeadline,
    Duration helloDeadline,
    int failuresInARow,
    int failures,
    Duration worldStart,
    Duration frameTimeout,
    int longestGame,
    Duration longestTime,
    int pace,
    DataSize maxRecording,
    int maxViewers,
    Duration keepLogs,
    Path fighters) {
  /** Each place takes two fighters: a game that there is no room for is void. */
  private static final int MOST_PLACES = Bubblewrap.MOST_AT_ONCE / 2;

  static HostingConfig read(Section in, Path home) {
    int places = in.number("places", 0, 0, MOST_PLACES);
    return new HostingConfig(
        places == 0 ? OptionalInt.empty() : OptionalInt.of(places),
        in.duration(
            "accept-within", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(10)),
        in.duration(
            "move-deadline", Duration.ofMillis(100), Duration.ofMillis(1), Duration.ofMinutes(1)),
        in.duration(
            "hello-deadline",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(5)),
        in.number("failures-in-a-row", 60, 1, 1_000_000),
        in.number("failures", 300, 1, 1_000_000),
        in.duration(
            "world-start", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(10)),
        in.duration(
            "frame-timeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(5)),
        in.number("longest-game", 54_000, 60, 10_000_000),
        in.duration(
            "longest-time", Duration.ofMinutes(45), Duration.ofSeconds(1), Duration.ofDays(7)),
        in.number("pace", 60, 0, 1_000),
        in.size(
            "max-recording",
            DataSize.mebibytes(32),
            DataSize.kibibytes(64),
            DataSize.mebibytes(256)),
        in.number("max-viewers", 1_000, 1, 100_000),
        in.duration("keep-logs", Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(3650)),
        in.folder("fighters", "fighters", home));
  }

  /** How many series are played at the same time on a machine of so many processors. */
  public int placesOn(int processors) {
    return places.orElse(Math.max(1, Math.min(MOST_PLACES, processors / 2)));
  }
}
