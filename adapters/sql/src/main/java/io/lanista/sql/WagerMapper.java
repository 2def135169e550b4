package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import java.util.Optional;

/** Statements about wagers. */
interface WagerMapper {
  void put(WagerRow wager);

  Optional<WagerRow> find(MatchId match);
}
