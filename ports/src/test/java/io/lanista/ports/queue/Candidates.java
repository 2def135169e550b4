package io.lanista.ports.queue;

import io.lanista.ports.match.Entrant;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.settlement.WalletAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Candidates for tests. */
public final class Candidates {
  /** When all of them joined. */
  public static final Instant JOINED = Instant.parse("2026-01-01T12:00:00Z");

  private Candidates() {}

  /** One of the average rating, with a connect code of its own and neither wallet nor player. */
  public static Candidate unrelated(long number) {
    return of(number, "CODE#" + number, 0, 0, 1500);
  }

  /** One of a given rating, otherwise unrelated to others. */
  public static Candidate rated(long number, int rating) {
    return of(number, "CODE#" + number, 0, 0, rating);
  }

  /**
   * Any candidate.
   *
   * @param wallet which wallet, or 0 for none
   * @param player which player, or 0 for none
   */
  public static Candidate of(long number, String code, int wallet, int player, int rating) {
    return new Candidate(
        number,
        new Entrant(
            code,
            code,
            Optional.empty(),
            wallet == 0
                ? Optional.empty()
                : Optional.of(WalletAddress.parse("0x%040x".formatted(wallet))),
            Optional.empty(),
            player == 0 ? Optional.empty() : Optional.of(new PlayerId(new UUID(0, player)))),
        rating,
        JOINED,
        Map.of(),
        Set.of());
  }
}
