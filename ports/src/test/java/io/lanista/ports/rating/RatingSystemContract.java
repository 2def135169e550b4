package io.lanista.ports.rating;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every rating system keeps to. */
public abstract class RatingSystemContract {
  private static final int[] RATINGS = {-500, 0, 100, 1200, 1499, 1500, 1501, 2400, 10_000};

  protected abstract RatingSystem system();

  @Test
  void gainIsNeverNegative() {
    for (int winner : RATINGS) {
      for (int loser : RATINGS) {
        assertThat(system().gain(winner, loser)).as(winner + " beats " + loser).isNotNegative();
      }
    }
  }

  @Test
  void sameRatingsAlwaysGiveTheSameGain() {
    for (int winner : RATINGS) {
      for (int loser : RATINGS) {
        assertThat(system().gain(winner, loser)).isEqualTo(system().gain(winner, loser));
      }
    }
    assertThat(system().start()).isEqualTo(system().start());
  }

  @Test
  void beatingAStrongerOpponentIsWorthNoLess() {
    for (int winner : RATINGS) {
      for (int i = 1; i < RATINGS.length; i++) {
        assertThat(system().gain(winner, RATINGS[i]))
            .isGreaterThanOrEqualTo(system().gain(winner, RATINGS[i - 1]));
      }
    }
  }
}
