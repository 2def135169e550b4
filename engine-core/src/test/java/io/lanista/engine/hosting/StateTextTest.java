package io.lanista.engine.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.hosting.WorldResult.Standing;
import io.lanista.ports.match.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTextTest {
  private static final String P1 = "\"p1\":{\"stocks\":4,\"percent\":12.5,\"character\":\"FOX\"}";
  private static final String P2 = "\"p2\":{\"stocks\":1,\"percent\":0,\"character\":\"F\"}";
  private static final String WHOLE = "\"stage\":\"here\"," + P1 + "," + P2;

  @Test
  void readsHowBothStand() {
    StateText state = StateText.read("{" + WHOLE + "}");

    assertThat(state.standing(Side.P1)).isEqualTo(new Standing("FOX", 4, 12.5));
    assertThat(state.standing(Side.P2)).isEqualTo(new Standing("F", 1, 0));
    assertThat(state.saysFrame()).isFalse();
    assertThat(StateText.read("{\"frame\":7," + WHOLE + "}").saysFrame()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "false",
        "0",
        "-1.5e+3",
        "10",
        "\"\"",
        "\"\\u00e9\\n\\\"\"",
        "[]",
        "{}",
        "[1,[2,{\"a\":[]}], \"]\"]",
        "{\"p1\":1,\"type\":2}",
        " { \"a\" : [ 1 , 2 ] } ",
        "0.5",
        "\"é\""
      })
  void takesAnyJsonBesides(String value) {
    assertThat(StateText.read("{\"more\":" + value + "," + WHOLE + "}")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nul", "01", "1.", ".5", "+1", "-", "1e", "NaN", "\"\\x\"", "\"\\u00g0\"", "\"\\u12\"",
        "[1,]", "[", "{,}", "{\"a\"}", "{\"a\":1,}", "\"\u0001\"", "'a'", "", "]", "}", "1 2",
        "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "\"", "{\"a\":1}}"
      })
  void refusesWhatIsNoJson(String value) {
    assertThatThrownBy(() -> StateText.read("{\"more\":" + value + "," + WHOLE + "}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"stage\":1," + P1,
        P1 + "," + P2,
        WHOLE + "," + P1,
        WHOLE + ",\"type\":\"match_end\"",
        WHOLE + ",\"\\u0074ype\":\"match_end\"",
        WHOLE + ",\"match_id\":1",
        WHOLE + ",\"game_number\":1",
        "\"stage\":1,\"p1\":4," + P2,
        "\"stage\":1,\"p1\":{\"stocks\":4.5,\"percent\":0,\"character\":\"F\"}," + P2,
        "\"stage\":1,\"p1\":{\"stocks\":-1,\"percent\":0,\"character\":\"F\"}," + P2,
        "\"stage\":1,\"p1\":{\"stocks\":1e99,\"percent\":0,\"character\":\"F\"}," + P2,
        "\"stage\":1,\"p1\":{\"stocks\":1,\"percent\":\"0\",\"character\":\"F\"}," + P2,
        "\"stage\":1,\"p1\":{\"stocks\":1,\"percent\":1000,\"character\":\"F\"}," + P2,
        "\"stage\":1,\"p1\":{\"stocks\":1,\"percent\":1,\"character\":\"\"}," + P2,
        "\"stage\":1,\"p1\":{\"stocks\":1,\"character\":\"F\"}," + P2
      })
  void refusesWhatIsNoState(String members) {
    assertThatThrownBy(() -> StateText.read("{" + members + "}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatComesAfterIt() {
    assertThatThrownBy(() -> StateText.read("{" + WHOLE + "}{}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
