package io.lanista.plugins.slippi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectCodesTest {
  @ParameterizedTest
  @CsvSource({
    "fox#123, FOX#123",
    "'  Fox#123 ', FOX#123",
    "FOX＃123, FOX#123",
    "ｆｏｘ＃１２３, FOX#123",
    "'\u3000FOX#1\u3000', FOX#1",
    "P1_TEST-0, P1_TEST-0",
    "a, A",
    "123, 123",
    "ファルコ#1, ファルコ#1"
  })
  void codesFoldToOneForm(String given, String key) {
    assertThat(ConnectCodes.fold(given)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\u3000", "A\nB", "A\u0000", "A\tB", "FOX#1\u200B", "A\uD800", "\u2028A"})
  void codesThatShowNothingOrHideSomethingAreRefused(String given) {
    assertThatThrownBy(() -> ConnectCodes.fold(given))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("such as FOX#123");
  }

  @Test
  void thirtyTwoCharactersAreTheMostBeforeAndAfterFolding() {
    assertThat(ConnectCodes.fold("x".repeat(32))).hasSize(32);
    assertThatThrownBy(() -> ConnectCodes.fold("x".repeat(33))).hasMessageContaining("33");
    assertThatThrownBy(() -> ConnectCodes.fold("ß".repeat(17))).hasMessageContaining("upper case");
  }

  @Test
  void foldingDoesNotDependOnTheMachinesLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertThat(ConnectCodes.fold("fix#1")).isEqualTo("FIX#1");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Property
  void foldingTwiceIsFoldingOnce(@ForAll @StringLength(max = 40) String given) {
    String once;
    try {
      once = ConnectCodes.fold(given);
    } catch (EngineException refused) {
      return;
    }
    assertThat(ConnectCodes.fold(once)).isEqualTo(once);
  }
}
