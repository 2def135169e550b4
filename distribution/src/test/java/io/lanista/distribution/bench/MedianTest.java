package io.lanista.distribution.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MedianTest {
  private static double of(double... values) {
    Median median = new Median();
    DoubleStream.of(values).forEach(median::add);
    return median.value();
  }

  @Test
  void disturbedRoundDoesNotCount() {
    assertThat(of(10, 1_000, 11)).isEqualTo(11);
  }

  @Test
  void evenNumberOfRoundsGivesTheMeanOfTheMiddle() {
    assertThat(of(4, 1, 2, 3)).isEqualTo(2.5);
  }

  @Test
  void noRoundIsZero() {
    assertThat(of()).isZero();
  }
}
