package io.lanista.http.ws;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Puts the fragments of one message together. Used by one socket, one frame at a time. */
final class MessageAssembly {
  private final int max;
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

  MessageAssembly(int max) {
    this.max = max;
  }

  /** False if the message becomes too large. */
  boolean add(ByteBuffer payload) {
    if (payload == null) {
      return true;
    }
    if (bytes.size() + payload.remaining() > max) {
      return false;
    }
    var copy = new byte[payload.remaining()];
    payload.duplicate().get(copy);
    bytes.writeBytes(copy);
    return true;
  }

  /** The whole message; the next one starts empty. */
  String finish() throws CharacterCodingException {
    var whole = ByteBuffer.wrap(bytes.toByteArray());
    // Not reset: one large message must not keep its room for as long as the socket is open.
    bytes = new ByteArrayOutputStream(0);
    return StandardCharsets.UTF_8.newDecoder().decode(whole).toString();
  }
}
