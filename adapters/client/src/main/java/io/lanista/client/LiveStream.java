package io.lanista.client;

import java.util.List;

/**
 * A match shown live by one of its sides: start, then frames and game ends, then the end. Calls
 * come one at a time, in order; each throws {@link ArenaException} if the arena does not take it.
 */
public interface LiveStream extends AutoCloseable {
  void start(int stageId, List<StreamPlayer> players);

  /** About 6 frames each 100 ms. */
  void frames(List<Frame> frames);

  /**
   * Ends a game of the match.
   *
   * @param endMethod {@code stocks}, {@code timeout} or {@code lras}
   */
  void gameEnd(int gameNumber, int winnerPort, String endMethod);

  /** Ends the stream; viewers are let go. */
  void end(int winnerPort, List<Integer> finalScore);

  @Override
  void close();
}
