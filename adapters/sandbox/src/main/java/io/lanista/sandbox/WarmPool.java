package io.lanista.sandbox;

import io.lanista.ports.sandbox.SandboxLimits;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Sandboxes that stand ready and wait to be let go; the oldest makes room. Thread-safe. */
final class WarmPool {
  /** How many may stand ready at once; each takes a place. */
  static final int MOST = 8;

  /** What a sandbox was set up for. */
  record Purpose(Path folder, List<String> command, SandboxLimits limits) {}

  private record Ready(Purpose purpose, ConfinedProcess process) {}

  private final Deque<Ready> ready = new ArrayDeque<>();

  void add(Purpose purpose, ConfinedProcess process) {
    Ready oldest = null;
    synchronized (ready) {
      ready.addLast(new Ready(purpose, process));
      if (ready.size() > MOST) {
        oldest = ready.removeFirst();
      }
    }
    if (oldest != null) {
      oldest.process.close();
    }
  }

  /** One that was set up for exactly this. It may have ended meanwhile. */
  Optional<ConfinedProcess> take(Purpose purpose) {
    synchronized (ready) {
      for (Iterator<Ready> all = ready.iterator(); all.hasNext(); ) {
        Ready one = all.next();
        if (one.purpose.equals(purpose)) {
          all.remove();
          return Optional.of(one.process);
        }
      }
    }
    return Optional.empty();
  }
}
