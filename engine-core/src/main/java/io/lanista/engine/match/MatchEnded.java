package io.lanista.engine.match;

import io.lanista.ports.match.MatchId;

/**
 * Is told, after the commit, that a match is no longer played: it became final, or disputed. May be
 * told again, about the same match.
 */
@FunctionalInterface
public interface MatchEnded {
  void ended(MatchId match);
}
