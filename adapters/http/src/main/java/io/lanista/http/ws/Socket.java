package io.lanista.http.ws;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** The sending side of one open WebSocket. Thread-safe; nothing here ever waits. */
public interface Socket {
  /**
   * Sends text messages, already encoded as UTF-8, each as one WebSocket message and all in one
   * write. The buffers are shared, not copied: the same ones may go to any number of sockets, and
   * nobody changes their bytes afterwards.
   *
   * @return false if the socket is closed or its bound is reached; then none of them is sent
   */
  boolean offer(List<ByteBuffer> messages);

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
