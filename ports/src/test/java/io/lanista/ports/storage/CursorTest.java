package io.lanista.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CursorTest {
  private static String text(byte... bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void cursorIsReadAsItWasWritten() {
    Cursor written = new Cursor(-1500, "code:ファ#1:");
    assertThat(Cursor.parse(written.text())).isEqualTo(written);
    assertThat(Cursor.parse(text((byte) '5', (byte) ':', (byte) 'a')))
        .isEqualTo(new Cursor(5, "a"));
  }

  @Test
  void cursorOfBytesThatAreNoUtf8IsRefused() {
    // Found by fuzzing: it was read as another one, whose own text was too long to be read again.
    assertThatThrownBy(() -> Cursor.parse(text((byte) '5', (byte) ':', (byte) 0xff)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("not given by this server");
  }
}
