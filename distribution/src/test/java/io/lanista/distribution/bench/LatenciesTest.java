package io.lanista.distribution.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 31, 32, 63, 64, 1_000, 123_456_789, Long.MAX_VALUE})
  void everyTimeIsKeptToWithinThreePercent(long nanos) {
    Latencies latencies = new Latencies();
    latencies.record(nanos);
    assertThat(latencies.millis(0.99) * 1e6)
        .isGreaterThanOrEqualTo(nanos)
        .isCloseTo(nanos, within(nanos * 0.04 + 1));
  }

  @Test
  void shareIsOfAllThatWereAdded() {
    Latencies one = new Latencies();
    Latencies other = new Latencies();
    for (int i = 0; i < 99; i++) {
      one.record(1_000_000);
    }
    other.record(900_000_000);
    one.add(other);
    assertThat(one.count()).isEqualTo(100);
    assertThat(one.millis(0.5)).isCloseTo(1, within(0.04));
    assertThat(one.millis(0.99)).isCloseTo(1, within(0.04));
    assertThat(one.millis(1)).isCloseTo(900, within(36.0));
  }

  @Test
  void nothingRecordedIsZero() {
    assertThat(new Latencies().millis(0.99)).isZero();
  }
}
