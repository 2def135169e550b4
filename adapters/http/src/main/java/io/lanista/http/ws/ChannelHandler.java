package io.lanista.http.ws;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The receiving side of one WebSocket. Methods are called one at a time, on server threads, and
 * must not wait. An exception closes the socket with 1011 and is logged.
 */
public interface ChannelHandler {
  /** The upgrade is done and messages may be sent. */
  default void opened() {}

  /** One text message. The next one is delivered when the returned stage is complete. */
  default CompletionStage<Void> received(String message) {
    return CompletableFuture.completedFuture(null);
  }

  /**
   * Called exactly once, after which nothing arrives; the code is 1006 if the peer just vanished.
   */
  default void closed(int code) {}
}
