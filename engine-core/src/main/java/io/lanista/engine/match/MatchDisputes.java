package io.lanista.engine.match;

import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Reconciliation;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.time.Instant;

/** Looks at disputed matches again when there is new evidence. Thread-safe. */
public final class MatchDisputes {
  private final MatchEnding ending;
  private final Presence presence;
  private final MatchEnded ended;

  @Inject
  public MatchDisputes(MatchEnding ending, Presence presence, MatchEnded ended) {
    this.ending = ending;
    this.presence = presence;
    this.ended = ended;
  }

  /**
   * Decides a disputed match by its recordings, if they allow it.
   *
   * @param match locked in this transaction
   * @return the match as it is now stored
   */
  public Match reconsider(Transaction tx, Match match, Instant now) {
    if (match.status() != MatchStatus.DISPUTED) {
      return match;
    }
    Reconciliation ruling =
        MatchRules.settle(
            Reconciliation.disputed(match.reason().orElse("")), tx.replays().of(match.id()));
    return ruling.kind() == Reconciliation.Kind.DISPUTED
        ? match
        : ending.conclude(tx, match, ruling, now);
  }

  /** Tells those concerned, after the commit, if the match is over. */
  public void announce(Match match) {
    if (match.status().isFinal()) {
      ended.ended(match.id());
      presence.forget(match.id());
    }
  }
}
