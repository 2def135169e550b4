package io.lanista.plugins.slippi.format;

import io.lanista.ports.replay.InvalidReplayException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@code .slp} file records. Immutable as long as the buffer it was read from is.
 *
 * @param end empty if the recording does not reach the end of the game
 * @param standings where each player stood in the last frame, in the order of the game start
 * @param frameCount how many frames were played, from -123 on; frames that a rollback replaced
 *     count once
 * @param bytes the whole file
 */
public record RecordedGame(
    GameStart start,
    Optional<GameEnd> end,
    Metadata metadata,
    List<Standing> standings,
    int frameCount,
    ByteBuffer bytes) {
  /** One player's stocks and damage. */
  public record Standing(int stocks, float percent) {}

  public RecordedGame {
    Objects.requireNonNull(start);
    Objects.requireNonNull(end);
    Objects.requireNonNull(metadata);
    standings = List.copyOf(standings);
    bytes = bytes.asReadOnlyBuffer();
  }

  /**
   * Reads a recording, in one pass over its bytes from 0 to the limit. The buffer's position is
   * left alone.
   *
   * @throws InvalidReplayException if it is no recording or a damaged one
   */
  public static RecordedGame read(ByteBuffer recording) throws InvalidReplayException {
    return new GameReading(recording).all();
  }

  /** The frames as they were finally played, in order. Each iterator is for one thread. */
  public Iterable<Frame> frames() {
    return () -> new FrameIterator(bytes);
  }
}
