package io.lanista.http.ws;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/** WebSocket frames as a server sends them: unmasked and whole (RFC 6455, section 5.2). */
public final class Wire {
  private static final int FIN = 0x80;
  private static final int SHORT = 125;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int MOST_IN_TWO = 0xffff;

  private Wire() {}

  /** One text message, of UTF-8 that is left as it is. */
  public static ByteBuffer text(ByteBuffer utf8) {
    return frame((byte) (FIN | OpCode.TEXT), utf8);
  }

  /** Several text messages, one after the other. */
  static ByteBuffer texts(List<ByteBuffer> utf8) {
    if (utf8.size() == 1) {
      return text(utf8.get(0));
    }
    List<ByteBuffer> frames = utf8.stream().map(Wire::text).toList();
    ByteBuffer all = ByteBuffer.allocate(frames.stream().mapToInt(ByteBuffer::remaining).sum());
    frames.forEach(all::put);
    return all.flip();
  }

  /** What Jetty would send, such as the answer to a ping. */
  static ByteBuffer of(Frame frame) {
    ByteBuffer payload = frame.hasPayload() ? frame.getPayload() : ByteBuffer.allocate(0);
    return frame((byte) ((frame.isFin() ? FIN : 0) | frame.getOpCode()), payload);
  }

  private static ByteBuffer frame(byte first, ByteBuffer payload) {
    int length = payload.remaining();
    int header = length <= SHORT ? 2 : length <= MOST_IN_TWO ? 4 : 10;
    ByteBuffer frame = ByteBuffer.allocate(header + length).put(first);
    if (length <= SHORT) {
      frame.put((byte) length);
    } else if (length <= MOST_IN_TWO) {
      frame.put((byte) TWO_BYTES).putShort((short) length);
    } else {
      frame.put((byte) EIGHT_BYTES).putLong(length);
    }
    return frame.put(payload.duplicate()).flip();
  }
}
