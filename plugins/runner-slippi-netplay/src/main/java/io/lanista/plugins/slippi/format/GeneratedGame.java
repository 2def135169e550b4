package io.lanista.plugins.slippi.format;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;

/**
 * A game to generate, for demonstrations, tests and measurements: the same options give the same
 * bytes. Change an option with the {@code with} methods.
 *
 * @param seed decides where the fighters go and when they are hit
 * @param frames how many, from -123 on: 150 at least
 * @param stocks at the start, 1 to 99
 * @param fighters on ports 1 and 2
 * @param startedAt by the recording's own clock
 * @param version 3.0.0 at least
 */
public record GeneratedGame(
    long seed,
    int frames,
    int stocks,
    int stage,
    List<Fighter> fighters,
    Instant startedAt,
    Ending ending,
    Version version) {
  private static final int BATTLEFIELD = 31;
  private static final Instant SOME_DAY = Instant.parse("2026-01-01T12:00:00Z");

  /** How a generated game ends. */
  public enum Ending {
    /** One side has lost its last stock, or the game places one first. */
    GAME,
    /** The time is up. */
    TIME,
    /** The first fighter quits. */
    FIRST_QUITS,
    SECOND_QUITS,
    /** The recording stops before the end. */
    NONE
  }

  public GeneratedGame {
    fighters = List.copyOf(fighters);
    Objects.requireNonNull(startedAt);
    Objects.requireNonNull(ending);
    if (frames < 150 || frames > 1_000_000) {
      throw new IllegalArgumentException("A game has 150 to 1000000 frames; given: " + frames);
    }
    if (stocks < 1 || stocks > 99) {
      throw new IllegalArgumentException("A game has 1 to 99 stocks; given: " + stocks);
    }
    if (fighters.size() != 2 || fighters.stream().anyMatch(f -> f.finalStocks() > 99)) {
      throw new IllegalArgumentException("A game has two fighters.");
    }
    for (Fighter fighter : fighters) {
      if (fighter.finalStocks() > stocks) {
        throw new IllegalArgumentException("A fighter ends with no more stocks than it had.");
      }
    }
    if (!version.atLeast(new Version(3, 0, 0))) {
      throw new IllegalArgumentException("Generates 3.0.0 and later; given: " + version);
    }
  }

  /** A four-stock game of 40 seconds, of which the seed decides the winner. */
  public static GeneratedGame ofSeed(long seed) {
    Random random = new Random(seed);
    boolean firstWins = random.nextBoolean();
    int left = 1 + random.nextInt(3);
    int hurt = random.nextInt(100);
    return new GeneratedGame(
        seed,
        2400,
        4,
        BATTLEFIELD,
        List.of(
            new Fighter("FOX#100", "Vulpes", 2, firstWins ? left : 0, firstWins ? hurt : 0),
            new Fighter("MRTH#200", "Altea", 9, firstWins ? 0 : left, firstWins ? 0 : hurt)),
        SOME_DAY,
        Ending.GAME,
        new Version(3, 16, 0));
  }

  public GeneratedGame withFrames(int count) {
    return new GeneratedGame(seed, count, stocks, stage, fighters, startedAt, ending, version);
  }

  /** Also who is left with how much, which is a fighter's own. */
  public GeneratedGame withFighters(int startStocks, Fighter first, Fighter second) {
    return new GeneratedGame(
        seed, frames, startStocks, stage, List.of(first, second), startedAt, ending, version);
  }

  /** The same game between other players. */
  public GeneratedGame withCodes(String first, String second) {
    return withFighters(stocks, renamed(fighters.get(0), first), renamed(fighters.get(1), second));
  }

  public GeneratedGame withStart(Instant at) {
    return new GeneratedGame(seed, frames, stocks, stage, fighters, at, ending, version);
  }

  public GeneratedGame withEnding(Ending how) {
    return new GeneratedGame(seed, frames, stocks, stage, fighters, startedAt, how, version);
  }

  public GeneratedGame withVersion(Version written) {
    return new GeneratedGame(seed, frames, stocks, stage, fighters, startedAt, ending, written);
  }

  /** The index of who wins by the rules of the game, or empty for a draw and without an end. */
  public OptionalInt winner() {
    return switch (ending) {
      case FIRST_QUITS -> OptionalInt.of(1);
      case SECOND_QUITS -> OptionalInt.of(0);
      case NONE -> OptionalInt.empty();
      case GAME, TIME -> ahead();
    };
  }

  /** The frames as they are finally played. */
  public List<Frame> fight() {
    return new Fight(this).frames();
  }

  /** The bytes of the {@code .slp}. */
  public byte[] bytes() {
    return new SlippiWriter(this).file();
  }

  /** The index of who has more stocks, then less damage. */
  OptionalInt ahead() {
    Fighter one = fighters.get(0);
    Fighter other = fighters.get(1);
    int lead = Integer.compare(one.finalStocks(), other.finalStocks());
    if (lead == 0) {
      lead = Integer.compare(other.finalPercent(), one.finalPercent());
    }
    return lead == 0 ? OptionalInt.empty() : OptionalInt.of(lead > 0 ? 0 : 1);
  }

  private static Fighter renamed(Fighter fighter, String code) {
    return new Fighter(
        code,
        fighter.displayName(),
        fighter.character(),
        fighter.finalStocks(),
        fighter.finalPercent());
  }
}
