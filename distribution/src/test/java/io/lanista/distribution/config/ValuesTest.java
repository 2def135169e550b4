package io.lanista.distribution.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"0 B", "512 B", "64 KiB", "16 MiB", "3 GiB"})
  void sizesAreShownAsTheyAreWritten(String text) {
    assertThat(DataSize.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0ms", "250ms", "30s", "5m", "12h", "7d"})
  void durationsAreShownAsTheyAreWritten(String text) {
    assertThat(DurationText.show(DurationText.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-5s", "5 weeks", "1e3s", "99999999999s", "s"})
  void durationWithoutAUnitIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "64", "64 KB", "-1 B", "99999999999 GiB"})
  void sizeWithoutAUnitIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DataSize.parse(text));
  }

  @Test
  void secretHidesItself() {
    assertThat(List.of(new Secret("hunter2"))).hasToString("[(hidden)]");
    assertThat(new Secret("a")).isEqualTo(new Secret("a")).isNotEqualTo(new Secret("b"));
  }

  @Test
  void nearestWordIsOnlyOneThatIsNear() {
    assertThat(Likeness.nearest("server.prot", List.of("server.port", "match.timeout")))
        .contains("server.port");
    assertThat(Likeness.nearest("colour", List.of("server.port", "match.timeout"))).isEmpty();
  }

  @Test
  void longDurationsKeepTheirUnit() {
    assertThat(DurationText.show(Duration.ofMinutes(90))).isEqualTo("90m");
  }
}
