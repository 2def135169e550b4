package io.lanista.engine.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.rating.RatingSystem;
import io.lanista.ports.rating.RatingSystemContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EloTest extends RatingSystemContract {
  @Override
  protected RatingSystem system() {
    return new Elo();
  }

  private final Elo elo = new Elo();

  @ParameterizedTest
  @CsvSource({
    // winner, loser, 32 * (1 - 1 / (1 + 10^((loser - winner) / 400))) rounded
    "1500, 1500, 16",
    "1516, 1484, 15",
    "1700, 1500, 8",
    "1500, 1700, 24",
    "1900, 1500, 3",
    "1500, 1900, 29",
    "3000, 1000, 0",
    "1000, 3000, 32",
  })
  void gainFollowsTheFormula(int winner, int loser, int gain) {
    assertThat(elo.gain(winner, loser)).isEqualTo(gain);
  }

  @Test
  void everyoneStartsAt1500() {
    assertThat(elo.start()).isEqualTo(1500);
  }
}
