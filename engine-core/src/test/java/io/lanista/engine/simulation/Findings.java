package io.lanista.engine.simulation;

import java.util.Optional;

/** The first thing that was wrong. It is kept, not thrown: the core catches whatever is thrown. */
final class Findings {
  private Optional<Violation> first = Optional.empty();

  /** Notes a violation unless something holds. */
  void unless(boolean holds, String what, Object... about) {
    if (!holds) {
      note(new Violation(String.format(what, about)));
    }
  }

  void note(Violation violation) {
    first = first.or(() -> Optional.of(violation));
  }

  boolean any() {
    return first.isPresent();
  }

  /** Ends the run if there was one. */
  void raise() {
    if (first.isPresent()) {
      throw first.get();
    }
  }
}
