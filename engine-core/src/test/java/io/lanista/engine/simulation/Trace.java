package io.lanista.engine.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened, as a hash of all and the last lines of text. */
final class Trace {
  private static final int KEPT = 120;
  private final Deque<Line> last = new ArrayDeque<>();
  private long hash = 1125899906842597L;

  private record Line(Instant at, String who, String what) {}

  void moves(String task, Instant now) {
    mix(task.hashCode());
    mix(now.getNano() + 31L * now.getEpochSecond());
  }

  /** Something to read when a run fails. */
  void says(Instant now, String who, String what) {
    mix(who.hashCode());
    mix(what.hashCode());
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    last.addLast(new Line(now, who, what));
  }

  private void mix(long value) {
    hash = (hash ^ value) * 1099511628211L;
  }

  long hash() {
    return hash;
  }

  List<String> last() {
    return last.stream().map(l -> l.at() + " " + l.who() + ": " + l.what()).toList();
  }
}
