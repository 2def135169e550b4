package io.lanista.http.sse;

import java.nio.ByteBuffer;

/** The sending side of one event stream. Thread-safe; nothing here ever waits. */
public interface EventSink {
  /**
   * Sends whole events in the form of {@link EventText}. The bytes are shared, not copied: the same
   * ones may go to any number of sinks, and nobody changes them afterwards.
   *
   * @return false if the stream is over, or is cut off because its client reads too slowly; then
   *     none of them is sent
   */
  boolean send(ByteBuffer events);

  /** Ends the stream after what was accepted is sent. Ending twice does nothing. */
  void end();

  boolean isOpen();
}
