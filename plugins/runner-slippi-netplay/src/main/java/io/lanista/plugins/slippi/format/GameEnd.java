package io.lanista.plugins.slippi.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a recording says as the game ends.
 *
 * @param method one of the constants, or another number
 * @param quitter the index of the player who quit (held L, R, A and Start)
 * @param placements by player index, 0 for the first place and -1 for nobody; empty before 3.13.0
 */
public record GameEnd(int method, OptionalInt quitter, List<Integer> placements) {
  public static final int UNRESOLVED = 0;
  public static final int TIME = 1;
  public static final int GAME = 2;
  public static final int RESOLVED = 3;
  public static final int NO_CONTEST = 7;

  static final int QUITTER = 2;
  static final int PLACEMENTS = 3;

  public GameEnd {
    placements = List.copyOf(placements);
  }

  static GameEnd read(EventCursor event, Version version) {
    ByteBuffer bytes = event.bytes();
    int at = event.at();
    int method = event.size() > 1 ? bytes.get(at + 1) & 0xFF : UNRESOLVED;
    int quitter = event.size() > QUITTER ? bytes.get(at + QUITTER) : -1;
    List<Integer> placements = new ArrayList<>(GameStart.PLAYERS);
    if (version.atLeast(Version.WITH_PLACEMENTS)
        && event.size() >= PLACEMENTS + GameStart.PLAYERS) {
      for (int i = 0; i < GameStart.PLAYERS; i++) {
        placements.add((int) bytes.get(at + PLACEMENTS + i));
      }
    }
    return new GameEnd(
        method, quitter >= 0 ? OptionalInt.of(quitter) : OptionalInt.empty(), placements);
  }
}
