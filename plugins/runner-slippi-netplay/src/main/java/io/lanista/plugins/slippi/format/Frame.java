package io.lanista.plugins.slippi.format;

import java.util.List;

/**
 * One frame, a sixtieth of a second.
 *
 * @param number -123 for the first; the clock starts at 0
 * @param players by port
 */
public record Frame(int number, List<PlayerFrame> players) {
  public Frame {
    players = List.copyOf(players);
  }
}
