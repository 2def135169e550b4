package io.lanista.ports.replay;

import io.lanista.ports.match.MatchId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Keeps recordings. Thread-safe. A recording is either wholly there or not at all, whatever fails;
 * putting the same bytes again changes nothing.
 */
public interface ReplayStore {
  /**
   * A kept recording.
   *
   * @param bytes its size
   */
  record Stored(MatchId match, int game, ReplayHash hash, long bytes) {}

  /**
   * Keeps a recording; durable when this returns. One match and game may hold several, told apart
   * by their hashes, when the two sides uploaded different ones.
   *
   * @param game 1 for the first game of the match
   * @throws io.lanista.ports.error.EngineException STORAGE_UNAVAILABLE if there is no room for it
   */
  Stored put(MatchId match, int game, ByteBuffer recording) throws IOException;

  /** Opens a recording, or empty if there is none; the caller closes it. */
  Optional<InputStream> open(MatchId match, int game, ReplayHash hash) throws IOException;

  /** Everything kept for a match, by game, then hash. */
  List<Stored> list(MatchId match) throws IOException;

  /** Removes everything kept for a match; false if there was nothing. */
  boolean delete(MatchId match) throws IOException;

  /** Removes one recording; false if it was not there. */
  boolean delete(MatchId match, int game, ReplayHash hash) throws IOException;
}
