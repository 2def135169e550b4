package io.lanista.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.ports.hosting.Button;
import io.lanista.ports.hosting.Controls;
import io.lanista.ports.hosting.FighterProtocol.BadLineException;
import io.lanista.ports.hosting.WorldResult;
import io.lanista.ports.hosting.WorldResult.Standing;
import io.lanista.ports.hosting.WorldState;
import io.lanista.ports.match.Side;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonFighterProtocolTest {
  private final JsonFighterProtocol protocol = new JsonFighterProtocol();

  @Test
  void theLinesAreThoseOfTheDocumentation() {
    Standing standing = new Standing("SQUARE", 2, 31.5);
    assertThat(protocol.hello()).isEqualTo("{\"type\":\"hello\",\"protocol\":1}");
    assertThat(protocol.gameStart(2, 1, "b\"ob", "arena", "{\n \"character\" : \"SQUARE\"}"))
        .isEqualTo(
            "{\"type\":\"game_start\",\"game\":2,\"port\":1,\"opponent\":\"b\\\"ob\","
                + "\"stage\":\"arena\",\"config\":{\"character\":\"SQUARE\"}}");
    assertThat(protocol.act(new WorldState(7, "{\"p1\":{}}")))
        .isEqualTo("{\"type\":\"act\",\"frame\":7,\"state\":{\"p1\":{}}}");
    assertThat(
            protocol.gameEnd(
                2, new WorldResult(Optional.of(Side.P1), standing, standing, 900), true))
        .isEqualTo(
            "{\"type\":\"game_end\",\"game\":2,\"won\":true,\"draw\":false,\"frames\":900,"
                + "\"p1\":{\"character\":\"SQUARE\",\"stocks\":2,\"percent\":31.5},"
                + "\"p2\":{\"character\":\"SQUARE\",\"stocks\":2,\"percent\":31.5}}");
  }

  @Test
  void everyLineIsStrictJson() throws Exception {
    Standing odd = new Standing("\u0001\n\"", 0, 0);
    for (String line :
        new String[] {
          protocol.gameStart(1, 2, "\n\u2028\"\\", "\u0000", "{}"),
          protocol.gameEnd(1, new WorldResult(Optional.empty(), odd, odd, 0), false)
        }) {
      assertThat(line).doesNotContain("\n");
      assertThatCode(() -> new ObjectMapper().readTree(line)).doesNotThrowAnyException();
    }
  }

  @Test
  void aConfigThatIsNoObjectIsOurMistake() {
    for (String config : new String[] {"[]", "{} {}", "{", "null", "{\"a\":NaN}"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> protocol.gameStart(1, 1, "a", "b", config));
    }
  }

  @Test
  void whateverConfigAJoinMayHaveIsTold() throws Exception {
    String number = "9".repeat(100);
    for (String config :
        List.of(
            "{\"n\":" + number + "}",
            "{\"n\":1." + number.substring(2) + "}",
            "{\"" + "k".repeat(4000) + "\":\"\"}",
            "{\"t\":\"" + "t".repeat(4000) + "\"}",
            "{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}")) {
      assertThat(protocol.gameStart(1, 1, "a", "b", config)).contains(config);
    }
  }

  @Test
  void whatIsLeftOutIsAtRest() throws Exception {
    assertThat(protocol.controls("{}")).isEqualTo(Controls.NEUTRAL);
    assertThat(protocol.controls("{\"main_x\":1,\"buttons\":[\"a\",\"d_up\"]}"))
        .isEqualTo(new Controls(1, 0.5, 0.5, 0.5, 0, 0, Set.of(Button.A, Button.D_UP)));
    assertThat(
            protocol.controls(
                " {\"main_x\":0,\"main_y\":0.25,\"c_x\":1.0,\"c_y\":1e-3,\"l\":1,\"r\":0.5} "))
        .isEqualTo(new Controls(0, 0.25, 1, 0.001, 1, 0.5, Set.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "\"a\"",
        "[]",
        "{",
        "}",
        "{}{}",
        "{} x",
        "{},",
        "{\"main_x\"}",
        "{\"main_x\":}",
        "{\"main_x\":1,}",
        "{\"main_x\":\"1\"}",
        "{\"main_x\":null}",
        "{\"main_x\":true}",
        "{\"main_x\":NaN}",
        "{\"main_x\":Infinity}",
        "{\"main_x\":-Infinity}",
        "{\"main_x\":1.0000001}",
        "{\"main_x\":-0.1}",
        "{\"main_x\":1e999999999}",
        "{\"main_x\":0.00000000000000000000000000000000000000000000001}",
        "{\"main_x\":01}",
        "{\"main_x\":.5}",
        "{\"main_x\":+1}",
        "{\"main_x\":0x1}",
        "{\"main_x\":1,\"main_x\":0}",
        "{\"main_x\":[1]}",
        "{\"Main_X\":1}",
        "{\"stick\":1}",
        "{'main_x':1}",
        "{main_x:1}",
        "{\"buttons\":\"a\"}",
        "{\"buttons\":[\"A\"]}",
        "{\"buttons\":[1]}",
        "{\"buttons\":[[]]}",
        "{\"buttons\":[\"a\",\"a\"]}",
        "{\"buttons\":[\"a\"",
        "{\"buttons\":{\"a\":true}}",
        "{\"l\":1}//",
        "/**/{}",
        "{\"\\u0000\":1}",
        "\ufeff{}"
      })
  void anythingElseIsRefused(String line) {
    assertThatExceptionOfType(BadLineException.class).isThrownBy(() -> protocol.controls(line));
  }

  @Test
  void deepNestingAndLongNumbersAreRefusedWithoutBeingBuilt() {
    for (String line :
        new String[] {
          "{\"buttons\":" + "[".repeat(4000),
          "{\"main_x\":" + "1".repeat(8000) + "}",
          "{\"" + "k".repeat(8000) + "\":1}"
        }) {
      assertThatExceptionOfType(BadLineException.class).isThrownBy(() -> protocol.controls(line));
    }
  }

  @Test
  void helloIsAnsweredWithHelloOfOurVersion() throws Exception {
    protocol.checkHello("{\"type\":\"hello\",\"protocol\":1}");
    protocol.checkHello(
        "{\"protocol\":1,\"type\":\"hello\",\"name\":\"Rusher\",\"version\":\"2\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{}",
        "{\"type\":\"hello\"}",
        "{\"protocol\":1}",
        "{\"type\":\"hello\",\"protocol\":2}",
        "{\"type\":\"hello\",\"protocol\":\"1\"}",
        "{\"type\":\"hello\",\"protocol\":1.0}",
        "{\"type\":\"hello\",\"protocol\":1,\"x\":1}",
        "{\"type\":\"hello\",\"protocol\":1,\"name\":1}",
        "{\"type\":\"hello\",\"protocol\":1}{}",
        "{\"type\":\"hello\",\"type\":\"hello\",\"protocol\":1}",
        "{\"type\":[],\"protocol\":1}"
      })
  void anotherHelloIsRefused(String line) {
    assertThatExceptionOfType(BadLineException.class).isThrownBy(() -> protocol.checkHello(line));
  }
}
