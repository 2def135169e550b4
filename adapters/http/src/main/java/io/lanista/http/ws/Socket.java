package io.lanista.http.ws;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** The sending side of one open WebSocket. Thread-safe; nothing here ever waits. */
public interface Socket {
  /**
   * Sends text messages in the form of {@link Wire#text}, one after the other, in one write where
   * possible. The bytes are shared, not copied: the same ones may go to any number of sockets, and
   * nobody changes them afterwards.
   *
   * @param count how many messages there are
   * @return false if the socket is closed or its bound is reached; then none of them is sent
   */
  boolean send(ByteBuffer frames, int count);

  /** Sends text messages, already encoded as UTF-8; the same otherwise. */
  default boolean offer(List<ByteBuffer> messages) {
    return !messages.isEmpty() && send(Wire.texts(messages), messages.size());
  }

  /** Sends one text message, already encoded as UTF-8. */
  default boolean offer(ByteBuffer message) {
    return offer(List.of(message));
  }

  /**
   * Closes after what was accepted is sent. Closing twice does nothing.
   *
   * @param code 1000, 1001 or 4000..4999
   * @param reason at most 120 bytes of UTF-8
   */
  void close(int code, String reason);

  boolean isOpen();

  /** Whose socket it is; see {@code Call.client}. */
  InetAddress client();
}
