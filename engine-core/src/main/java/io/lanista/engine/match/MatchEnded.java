package io.lanista.engine.match;

import io.lanista.ports.match.MatchId;

/** Is told, after the commit and at most once per process, that a match became final. */
@FunctionalInterface
public interface MatchEnded {
  void ended(MatchId match);
}
