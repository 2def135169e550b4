package io.lanista.ports.replay;

import java.nio.ByteBuffer;

/** Reads a game's recordings. Pure and thread-safe. */
public interface ReplayReader {
  /**
   * Reads a whole recording. Any bytes may come: truncated, random, or lying about their lengths;
   * memory and time stay in proportion to the buffer.
   *
   * @param recording read-only, big-endian, from position 0
   * @throws InvalidReplayException if it is no recording of this game, with what is wrong with it
   */
  Recording read(ByteBuffer recording) throws InvalidReplayException;
}
