package io.lanista.engine.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTimesTest {
  @Test
  void withoutAnswersThereAreNoTimes() {
    AnswerTimes times = new AnswerTimes();

    assertThat(times.within(0.5)).isZero();
    assertThat(times.worst()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void sharesAreAtMostASixteenthAboveTheTruth(int seed) {
    Random random = new Random(seed);
    AnswerTimes times = new AnswerTimes();
    long[] micros = new long[1 + random.nextInt(2000)];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = random.nextInt(1 << (1 + random.nextInt(27)));
      times.take(micros[i] * 1000);
    }
    Arrays.sort(micros);

    for (double share : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
      long truth = micros[(int) Math.ceil(micros.length * share) - 1];
      assertThat(times.within(share)).as("%s", share).isBetween(truth, truth + truth / 16);
    }
    assertThat(times.worst()).isEqualTo(micros[micros.length - 1]);
  }

  @Test
  void aTimeBeyondAllBoundsIsStillTheWorst() {
    AnswerTimes times = new AnswerTimes();

    times.take(Long.MAX_VALUE);
    times.take(-1);

    assertThat(times.worst()).isEqualTo(Long.MAX_VALUE / 1000);
  }
}
