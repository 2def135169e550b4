package io.lanista.ports.storage;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.wager.Wager;
import java.util.Optional;

/** Wagers, at most one a match, within one transaction. */
public interface WagerStore {
  Optional<Wager> find(MatchId match);

  /** Writes a wager, new or not. */
  void put(Wager wager);
}
