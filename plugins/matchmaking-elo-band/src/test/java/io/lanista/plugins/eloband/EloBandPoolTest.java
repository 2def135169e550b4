package io.lanista.plugins.eloband;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.Candidates;
import io.lanista.ports.queue.Pairing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EloBandPoolTest {
  private static final Instant NOW = Candidates.JOINED;
  private static final int MANY = 100_000;

  private final EloBandPool pool =
      new EloBandPool(new Bands(200, 100, Duration.ofSeconds(30), 500));

  private List<Pairing> come(Candidate... added) {
    return pool.offer(List.of(added), List.of(), NOW);
  }

  private List<Pairing> later(int seconds) {
    return pool.offer(List.of(), List.of(), NOW.plusSeconds(seconds));
  }

  private static Candidate asking(long number, int rating, String formats, String range) {
    Candidate plain = Candidates.rated(number, rating);
    return new Candidate(
        number,
        plain.entrant(),
        rating,
        NOW,
        Map.of("formats", formats, "elo_range", range),
        Set.of());
  }

  private static Candidate blocking(Candidate plain, int player) {
    return new Candidate(
        plain.number(),
        plain.entrant(),
        plain.rating(),
        plain.joinedAt(),
        plain.preferences(),
        Set.of(new PlayerId(new UUID(0, player))));
  }

  private static Candidate joined(Candidate plain, int secondsAgo) {
    return new Candidate(
        plain.number(),
        plain.entrant(),
        plain.rating(),
        NOW.minusSeconds(secondsAgo),
        plain.preferences(),
        plain.blocks());
  }

  @Test
  void theOldestIsServedFirstAndGetsTheClosest() {
    assertThat(
            come(
                Candidates.rated(1, 1500),
                Candidates.rated(2, 1600),
                Candidates.rated(3, 1490),
                Candidates.rated(4, 1700)))
        .containsExactly(new Pairing(1, 3), new Pairing(2, 4));
  }

  @Test
  void amongEquallyCloseTheOneThatWaitsLongerIsTaken() {
    assertThat(
            come(Candidates.rated(1, 1500), Candidates.rated(2, 1550), Candidates.rated(3, 1450)))
        .containsExactly(new Pairing(1, 2));
  }

  @Test
  void theNewcomerServesTheOneThatWaitsLongestNotTheClosest() {
    come(Candidates.rated(1, 1350), asking(2, 1560, "bo3", "200"));
    assertThat(come(Candidates.rated(3, 1550))).containsExactly(new Pairing(1, 3));
  }

  @Test
  void whoComesBackKeepsThePlaceItHad() {
    come(Candidates.rated(5, 1400), Candidates.rated(9, 1690));
    // It came before them, and has the highest number: it is served, and chooses.
    assertThat(come(joined(Candidates.rated(12, 1550), 60))).containsExactly(new Pairing(12, 9));
  }

  @Test
  void theNarrowerOfTwoBandsCounts() {
    come(asking(1, 1500, "bo3", "1000"));
    assertThat(come(asking(2, 1801, "bo3", "200"))).isEmpty();
    assertThat(later(59)).isEmpty();
    assertThat(later(60)).isEqualTo(List.of(new Pairing(1, 2)));
  }

  @Test
  void wideningEndsAtFiveHundredUnlessMoreWasAsked() {
    come(asking(1, 1000, "bo3", "200"), asking(2, 1501, "bo3", "200"));
    assertThat(later(100_000)).isEmpty();
    assertThat(pool.nextChange()).isEmpty();
    assertThat(pool.whyWaiting(1)).contains("may meet this agent").contains("500 at most");
    assertThat(pool.estimatedWait(1, NOW.plusSeconds(100_000))).isEmpty();
  }

  @Test
  void reasonsAreTrue() {
    assertThat(pool.whyWaiting(1)).isEqualTo("This agent is not waiting here.");
    come(asking(1, 1500, "bo3", "200"));
    assertThat(pool.whyWaiting(1)).isEqualTo("No other agent is waiting.");
    come(asking(2, 1500, "bo5", "200"));
    assertThat(pool.whyWaiting(1)).isEqualTo("Nobody else who waits (1) plays bo3.");
    come(asking(3, 1900, "bo3", "200"));
    assertThat(pool.whyWaiting(1))
        .isEqualTo(
            "Nobody who waits is within the Elo band yet; widened by waiting, it reaches the first"
                + " of them at 2026-01-01T12:01:00Z.");
    assertThat(pool.estimatedWait(1, NOW.plusSeconds(20))).contains(Duration.ofSeconds(40));
  }

  @Test
  void whoIsBlockedOrTheSameIsToldSo() {
    come(Candidates.of(1, "A#1", 0, 7, 1500), blocking(Candidates.of(2, "B#2", 0, 8, 1500), 7));
    assertThat(pool.whyWaiting(1))
        .isEqualTo(
            "Everyone else who waits (1) is blocked by this agent, blocks it, or shares its connect"
                + " code, wallet or player.");
    assertThat(pool.whyWaiting(2)).isEqualTo(pool.whyWaiting(1));
  }

  @Test
  void estimateIsTheMedianOfRecentWaitsNearby() {
    for (int i = 1; i <= 5; i++) {
      Instant now = NOW.plusSeconds(1_000L * i);
      pool.offer(
          List.of(
              joined(Candidates.rated(2 * i, 1500), -1_000 * i + 10 * i),
              joined(Candidates.rated(2 * i + 1, 1500), -1_000 * i + 10 * i)),
          List.of(),
          now);
    }
    Instant now = NOW.plusSeconds(10_000);
    pool.offer(
        List.of(
            joined(Candidates.rated(100, 1450), -10_000),
            joined(Candidates.rated(101, 3000), -10_000)),
        List.of(),
        now);

    assertThat(pool.estimatedWait(100, now)).contains(Duration.ofSeconds(30));
    assertThat(pool.estimatedWait(100, now.plusSeconds(35))).contains(Duration.ofSeconds(5));
    assertThat(pool.estimatedWait(100, now.plusSeconds(60))).isEmpty();
    assertThat(pool.estimatedWait(101, now)).isEmpty();
  }

  @Test
  void aloneNobodyIsWokenForATick() {
    come(Candidates.rated(1, 1500));
    assertThat(pool.nextChange()).isEmpty();
  }

  @Test
  void rubbishAskedForCountsAsNothingAsked() {
    come(asking(1, 1500, " , ,", "wide"));
    assertThat(come(asking(2, 1701, "bo3", "200"))).isEmpty();
    assertThat(come(asking(3, 1700, "bo3", "-5"))).containsExactly(new Pairing(2, 3));
    assertThat(come(asking(4, 1700, "bo5", "200"))).containsExactly(new Pairing(1, 4));
  }

  @Test
  void moreAskedRangesThanASearchLooksAtCountAsNarrowerOnes() {
    for (int i = 1; i <= 40; i++) {
      Candidate one = asking(i, 1000, "bo3", "" + (600 + i));
      Candidate farmed = Candidates.of(i, "FARM#" + i, 7, 0, 1000);
      come(new Candidate(i, farmed.entrant(), 1000, NOW, one.preferences(), Set.of()));
    }
    // 24 are told apart: whoever asked for more than 624 counts as if it had asked for that.
    assertThat(come(asking(50, 1625, "bo3", "1000"))).isEmpty();
    assertThat(come(asking(51, 376, "bo3", "1000"))).containsExactly(new Pairing(24, 51));
  }

  // Looking through everyone would take ten thousand million steps in each of these.
  @Test
  @Timeout(60)
  void manyOfOneOwnerCostTheOthersNothing() {
    List<Candidate> farm = new ArrayList<>();
    for (int i = 1; i <= MANY; i++) {
      farm.add(Candidates.of(i, "FARM#" + i, 7, 0, 1500));
    }
    assertThat(pool.offer(farm, List.of(), NOW)).isEmpty();
    for (long i = 1; i <= 1_000; i++) {
      assertThat(come(Candidates.of(2 * MANY + i, "FARM#x" + i, 7, 0, 1500))).isEmpty();
      assertThat(come(Candidates.of(3 * MANY + i, "X#" + i, 8, 0, 1500)))
          .containsExactly(new Pairing(i, 3 * MANY + i));
    }
  }

  @Test
  @Timeout(60)
  void whomEverybodyBlocksCostsTheOthersNothing() {
    List<Candidate> all = new ArrayList<>();
    for (int i = 1; i <= MANY; i++) {
      all.add(blocking(Candidates.of(i, "FARM#" + i, 7, 100 + i, 1500), 3));
    }
    assertThat(pool.offer(all, List.of(), NOW)).isEmpty();
    for (int i = 1; i <= 20_000; i++) {
      assertThat(come(Candidates.of(2 * MANY + i, "HATED#1", 9, 3, 1500))).isEmpty();
      pool.offer(List.of(), List.of(2L * MANY + i), NOW);
    }
  }

  @Test
  @Timeout(60)
  void aFormatEachCostsTheOthersNothing() {
    List<Candidate> all = new ArrayList<>();
    for (int i = 1; i <= MANY; i++) {
      all.add(asking(i, 1500, "own-" + i, "200"));
    }
    assertThat(pool.offer(all, List.of(), NOW)).isEmpty();
    assertThat(later(30)).isEmpty();
    assertThat(come(asking(MANY + 1, 1500, "own-77", "200")))
        .containsExactly(new Pairing(77, MANY + 1));
  }
}
