package io.lanista.distribution.bench;

import io.lanista.ports.match.Entrant;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Candidate;
import io.lanista.ports.settlement.WalletAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Who waits while pairing is measured. Nobody in the crowds of {@link Case} may be paired with
 * another of the same crowd, so that as many stand as were asked for.
 */
final class PairingCrowd {
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  /** Since when the longest wait: everyone has widened for good by then. */
  private static final int LONGEST_SECONDS = 150;

  private static final WalletAddress OWNER =
      WalletAddress.parse("0x00000000000000000000000000000000000000aa");
  private static final PlayerId BLOCKED = new PlayerId(new UUID(1, 1));
  private static final List<String> FORMATS = List.of("bo3", "bo3,bo5", "bo5");
  private static final List<String> RANGES = List.of("200", "200", "200", "300", "500");

  private final Random random = new Random(1);
  private long number;

  /** What keeps a crowd apart, and who joins it. */
  enum Case {
    /** One owner's agents of many ratings, formats and ranges; one more of them joins. */
    OWNER,
    /** The same; somebody else joins, and is paired. */
    MET,
    /** All of one rating, and all of them block the agent that joins. */
    BLOCKED,
    /** All of one rating, with a format each. */
    FORMATS
  }

  /**
   * As many in a real queue: of different owners, most of average rating, a tenth block someone.
   */
  List<Candidate> mixed(int count) {
    List<Candidate> mixed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Set<PlayerId> blocks =
          i % 10 == 0 ? Set.of(new PlayerId(new UUID(2, 1 + random.nextInt(count)))) : Set.of();
      Optional<PlayerId> player = Optional.of(new PlayerId(new UUID(2, i + 1L)));
      int rating = (int) (1500 + 300 * random.nextGaussian());
      mixed.add(one(Optional.empty(), player, rating, preferences(), 0, blocks));
    }
    return mixed;
  }

  List<Candidate> standing(Case which, int count) {
    List<Candidate> standing = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int waited = random.nextInt(LONGEST_SECONDS);
      standing.add(
          which == Case.BLOCKED
              ? one(Optional.of(OWNER), Optional.empty(), 1500, preferences(), 0, Set.of(BLOCKED))
              : which == Case.FORMATS ? joining(which) : owned(waited));
    }
    return standing;
  }

  /** One owner's, all of whom joined at once, and so widen at once. */
  List<Candidate> widening(int count) {
    List<Candidate> widening = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      widening.add(owned(0));
    }
    return widening;
  }

  Candidate joining(Case which) {
    return switch (which) {
      case OWNER -> owned(0);
      case MET ->
          one(Optional.empty(), Optional.empty(), 1500, Map.of("formats", "bo5,bo3"), 0, Set.of());
      case BLOCKED -> one(Optional.empty(), Optional.of(BLOCKED), 1500, preferences(), 0, Set.of());
      case FORMATS ->
          one(
              Optional.empty(),
              Optional.empty(),
              1500,
              Map.of("formats", "own-" + number),
              0,
              Set.of());
    };
  }

  private Candidate owned(int waited) {
    return one(
        Optional.of(OWNER),
        Optional.empty(),
        1000 + random.nextInt(1000),
        preferences(),
        waited,
        Set.of());
  }

  private Map<String, String> preferences() {
    return Map.of(
        "formats", FORMATS.get(random.nextInt(FORMATS.size())),
        "elo_range", RANGES.get(random.nextInt(RANGES.size())));
  }

  private Candidate one(
      Optional<WalletAddress> wallet,
      Optional<PlayerId> player,
      int rating,
      Map<String, String> preferences,
      int waited,
      Set<PlayerId> blocks) {
    String code = "CODE#" + ++number;
    return new Candidate(
        number,
        new Entrant(code, code, Optional.empty(), wallet, Optional.empty(), player),
        rating,
        NOW.minusSeconds(waited),
        preferences,
        blocks);
  }
}
