package io.lanista.ports.rating;

import io.lanista.ports.match.Entrant;
import java.util.Objects;

/**
 * Who a rating belongs to: the registered player, else the wallet, else the connect code (spec 1).
 *
 * @param name the player's UUID, the wallet's address, or the folded connect code
 */
public record RatingKey(Kind kind, String name) {
  /** What the name names. */
  public enum Kind {
    PLAYER,
    WALLET,
    CODE
  }

  public RatingKey {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
  }

  /** The key under which an entrant is rated. */
  public static RatingKey of(Entrant entrant) {
    if (entrant.player().isPresent()) {
      return new RatingKey(Kind.PLAYER, entrant.player().get().value().toString());
    }
    return entrant
        .wallet()
        .map(w -> new RatingKey(Kind.WALLET, w.toString()))
        .orElseGet(() -> new RatingKey(Kind.CODE, entrant.agentKey()));
  }
}
