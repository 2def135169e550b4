package io.lanista.engine.hosting;

import java.util.ArrayList;
import java.util.List;

/**
 * What the engine has to say to a fighter's owner about one game, for the end of the fighter's log:
 * the first few things. Used by one thread.
 */
final class FighterNotes {
  private static final int MOST = 20;
  private static final int LONGEST = 300;

  private final List<String> lines = new ArrayList<>();

  void add(String note) {
    if (lines.size() < MOST) {
      String line = note.replaceAll("\\p{Cntrl}", "?");
      lines.add(line.substring(0, Math.min(LONGEST, line.length())));
    } else if (lines.size() == MOST) {
      lines.add("(and more)");
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
