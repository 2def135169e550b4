package io.lanista.plugins.eloband;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.Candidates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** What happens to a queue, drawn at random: who comes, who leaves, and how time goes on. */
final class Crowd {
  static final Duration[] PAUSES = {
    Duration.ZERO,
    Duration.ofSeconds(1),
    Duration.ofSeconds(15),
    Duration.ofSeconds(29),
    Duration.ofSeconds(30),
    Duration.ofSeconds(61),
    Duration.ofSeconds(200)
  };
  private static final String[] FORMATS = {"bo3", "bo5", "bo3,bo5", "bo5,bo3", "bo7,bo5", "bo9"};
  private static final String[] RANGES = {"1", "50", "137", "200", "300", "450", "500", "901"};

  /** How alike they are. */
  record Mood(int ratings, int codes, int wallets, int players, boolean anyFormat) {
    static Mood draw(Random random) {
      int[] spans = {1, 40, 700, 2500, 9000};
      return new Mood(
          spans[random.nextInt(spans.length)],
          random.nextBoolean() ? 5 : 100_000,
          random.nextInt(4),
          1 + random.nextInt(40),
          random.nextInt(3) == 0);
    }
  }

  private final Random random;
  private final Mood mood;
  private long number;

  Crowd(Random random) {
    this.random = random;
    this.mood = Mood.draw(random);
  }

  List<Candidate> come(int most, Instant now) {
    List<Candidate> come = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      come.add(one(now));
    }
    return come;
  }

  Set<Long> leave(int share) {
    Set<Long> leave = new HashSet<>();
    for (int i = random.nextInt(share + 1); i > 0 && number > 0; i--) {
      leave.add(1 + (long) random.nextInt((int) number));
    }
    return leave;
  }

  private Candidate one(Instant now) {
    Candidate plain =
        Candidates.of(
            ++number,
            "CODE#" + random.nextInt(mood.codes),
            random.nextInt(mood.wallets + 1),
            random.nextInt(mood.players + 1),
            1500 + random.nextInt(mood.ratings) - mood.ratings / 2);
    Map<String, String> preferences = new HashMap<>();
    if (!mood.anyFormat || random.nextInt(3) == 0) {
      preferences.put("formats", FORMATS[random.nextInt(FORMATS.length)]);
    }
    if (random.nextInt(3) == 0) {
      preferences.put("elo_range", RANGES[random.nextInt(RANGES.length)]);
    }
    Set<PlayerId> blocks = new HashSet<>();
    for (int i = random.nextInt(4) - 1; i > 0; i--) {
      blocks.add(new PlayerId(new UUID(0, 1 + random.nextInt(mood.players))));
    }
    // Some were in a match that came to nothing, and are back with what they have waited.
    Instant joined = random.nextInt(6) == 0 ? now.minusSeconds(random.nextInt(140)) : now;
    return new Candidate(number, plain.entrant(), plain.rating(), joined, preferences, blocks);
  }
}
