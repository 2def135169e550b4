package io.lanista.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanista.ports.match.Entrant;
import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.Pairing;
import io.lanista.ports.settlement.WalletAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClosestRatingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  // Two agents of one owner, who never meet, and so both wait.
  private final Candidate weak = candidate(1, 1200, "0x" + "1".repeat(40));
  private final Candidate strong = candidate(2, 1800, "0x" + "1".repeat(40));

  @Test
  void aNewcomerMeetsWhoeverIsRatedMostLikeIt() {
    ClosestRating.Pool pool = new ClosestRating.Pool();
    assertEquals(List.of(), pool.offer(List.of(weak, strong), List.of(), NOW));

    Candidate newcomer = candidate(3, 1700, "0x" + "2".repeat(40));

    assertEquals(List.of(new Pairing(2, 3)), pool.offer(List.of(newcomer), List.of(), NOW));
  }

  private static Candidate candidate(long number, int rating, String wallet) {
    String code = "CODE#" + number;
    Optional<WalletAddress> signer = Optional.of(WalletAddress.parse(wallet));
    Entrant entrant =
        new Entrant(code, code, Optional.empty(), signer, Optional.empty(), Optional.empty());
    return new Candidate(number, entrant, rating, NOW, Map.of(), Set.of());
  }
}
