package io.lanista.http.sse;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Events as they stand in a stream (HTML Living Standard, Server-sent events). */
public final class EventText {
  /** A comment, which clients skip. */
  static final ByteBuffer HEARTBEAT = bytes(": still here\n\n");

  private EventText() {}

  /**
   * One event.
   *
   * @param type one word
   * @param data JSON in UTF-8 and on one line; bare line ends would end the field
   * @throws IllegalArgumentException if there is a line end in it
   */
  public static ByteBuffer event(long id, String type, byte[] data) {
    for (byte b : data) {
      if (b == '\n' || b == '\r') {
        throw new IllegalArgumentException("the data of an event is one line");
      }
    }
    var text = new ByteArrayOutputStream(data.length + type.length() + 40);
    text.writeBytes(
        ("id: " + id + "\nevent: " + type + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    text.writeBytes(data);
    text.write('\n');
    text.write('\n');
    return ByteBuffer.wrap(text.toByteArray());
  }

  static ByteBuffer retry(Duration after) {
    return bytes("retry: " + after.toMillis() + "\n\n");
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
