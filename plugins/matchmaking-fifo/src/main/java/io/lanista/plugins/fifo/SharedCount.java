package io.lanista.plugins.fifo;

import io.lanista.ports.match.Entrant;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.settlement.WalletAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts in constant time how many of those who wait share a code, a wallet or a player with a
 * newcomer: by inclusion and exclusion over the counts of every combination of the three.
 */
final class SharedCount {
  private static final int CODE = 1;
  private static final int WALLET = 2;
  private static final int PLAYER = 4;
  private static final int COMBINATIONS = 8;

  /** The identities that a combination has in common; those that are not part of it are empty. */
  private record Identity(
      Optional<String> code, Optional<WalletAddress> wallet, Optional<PlayerId> player) {}

  private final Map<Identity, Integer> counts = new HashMap<>();

  void add(Entrant entrant) {
    for (int combination = 1; combination < COMBINATIONS; combination++) {
      identity(entrant, combination).ifPresent(each -> counts.merge(each, 1, Integer::sum));
    }
  }

  void remove(Entrant entrant) {
    for (int combination = 1; combination < COMBINATIONS; combination++) {
      identity(entrant, combination)
          .ifPresent(each -> counts.computeIfPresent(each, (same, n) -> n == 1 ? null : n - 1));
    }
  }

  /** How many share at least one of the three. */
  int with(Entrant newcomer) {
    int total = 0;
    for (int combination = 1; combination < COMBINATIONS; combination++) {
      int sign = Integer.bitCount(combination) % 2 == 1 ? 1 : -1;
      total +=
          sign
              * identity(newcomer, combination).map(each -> counts.getOrDefault(each, 0)).orElse(0);
    }
    return total;
  }

  private static Optional<Identity> identity(Entrant entrant, int combination) {
    boolean wallet = (combination & WALLET) != 0;
    boolean player = (combination & PLAYER) != 0;
    if ((wallet && entrant.wallet().isEmpty()) || (player && entrant.player().isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(
        new Identity(
            (combination & CODE) != 0 ? Optional.of(entrant.agentKey()) : Optional.empty(),
            wallet ? entrant.wallet() : Optional.empty(),
            player ? entrant.player() : Optional.empty()));
  }
}
