package io.lanista.ports.series;

import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.match.Side;
import io.lanista.ports.replay.ReplayHash;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A finished game of a series, as recorded.
 *
 * @param number from 1
 * @param seed what its world was started with
 * @param winner who won it, by play or because the other side forfeited
 * @param forfeitedBy the side that failed too often or broke
 * @param reason why it ended as it did, in a sentence
 * @param replay its recording
 * @param replayBytes the recording's size; 0 without one
 * @param format what the recording is, such as {@code slp}
 */
public record PlayedGame(
    int number,
    long seed,
    String stage,
    Side winner,
    WorldResult result,
    Optional<Side> forfeitedBy,
    Optional<String> reason,
    Optional<ReplayHash> replay,
    long replayBytes,
    String format,
    FighterTiming p1Timing,
    FighterTiming p2Timing,
    Instant startedAt,
    Instant endedAt) {
  public PlayedGame {
    Objects.requireNonNull(stage);
    Objects.requireNonNull(winner);
    Objects.requireNonNull(result);
    Objects.requireNonNull(forfeitedBy);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(replay);
    Objects.requireNonNull(format);
    Objects.requireNonNull(p1Timing);
    Objects.requireNonNull(p2Timing);
    Objects.requireNonNull(startedAt);
    Objects.requireNonNull(endedAt);
    if (number < 1 || forfeitedBy.filter(winner::equals).isPresent()) {
      throw new IllegalArgumentException("Games count from 1, and who forfeits does not win.");
    }
  }

  public FighterTiming timing(Side side) {
    return side == Side.P1 ? p1Timing : p2Timing;
  }
}
