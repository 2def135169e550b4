package io.lanista.http.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {
  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"0,2", "125,2", "126,4", "65535,4", "65536,10"})
  void headerIsAsLongAsTheLengthNeeds(int length, int header) {
    var text = ByteBuffer.allocate(length);
    var frame = Wire.text(text);
    assertThat(frame.remaining()).isEqualTo(header + length);
    assertThat(frame.get(0)).isEqualTo((byte) 0x81);
    var said =
        switch (header) {
          case 2 -> frame.get(1);
          case 4 -> frame.getShort(2) & 0xffff;
          default -> (int) frame.getLong(2);
        };
    assertThat(said).isEqualTo(length);
    // The text is shared with others.
    assertThat(text.remaining()).isEqualTo(length);
  }

  @Test
  void textsFollowEachOther() {
    var a = ByteBuffer.wrap(new byte[] {'a'});
    var b = ByteBuffer.wrap(new byte[] {'b', 'b'});
    assertThat(bytes(Wire.texts(List.of(a, b)))).containsExactly(0x81, 1, 'a', 0x81, 2, 'b', 'b');
  }

  @Test
  void controlFramesKeepTheirKindAndPayload() {
    var pong = new Frame(OpCode.PONG, ByteBuffer.wrap(new byte[] {'x'}));
    assertThat(bytes(Wire.of(pong))).containsExactly(0x8a, 1, 'x');
    assertThat(bytes(Wire.of(new Frame(OpCode.PING)))).containsExactly(0x89, 0);
  }
}
