package io.lanista.ports.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginSettingsTest {
  private static PluginSettings with(String key, String value) {
    return new PluginSettings("mine", Map.of(key, value));
  }

  @Test
  void whatIsNotSetIsTheFallback() {
    PluginSettings none = new PluginSettings("mine", Map.of());
    assertThat(none.text("name", "usual")).isEqualTo("usual");
    assertThat(none.number("count", 3, 1, 5)).isEqualTo(3);
    assertThat(none.flag("on", true)).isTrue();
    assertThat(none.seconds("wait", Duration.ofSeconds(9), Duration.ZERO, Duration.ofDays(1)))
        .isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void whatIsSetIsReadWithSpaceAroundIt() {
    assertThat(with("count", " 5 ").number("count", 3, 1, 5)).isEqualTo(5);
    assertThat(with("on", " false ").flag("on", true)).isFalse();
    assertThat(with("wait", "90").seconds("wait", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)))
        .isEqualTo(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "6", "five", "", "1.5"})
  void aNumberOutOfBoundsOrNoneIsRefusedByItsFullName(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("count", text).number("count", 3, 1, 5))
        .withMessageContaining("plugins.settings.mine.count must be a whole number from 1 to 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", ""})
  void aFlagIsTrueOrFalseAndNothingElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("on", text).flag("on", true))
        .withMessageContaining("plugins.settings.mine.on must be true or false");
  }

  @Test
  void aKeyThatThePluginDoesNotKnowIsNamedWithThoseItKnows() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("cuont", "5").allowOnly("count", "on"))
        .withMessageContaining("cuont")
        .withMessageContaining("count, on");
    with("count", "5").allowOnly("count", "on");
  }
}
