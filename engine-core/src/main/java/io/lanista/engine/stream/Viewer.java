package io.lanista.engine.stream;

/** Someone who watches. Thread-safe; nothing here ever waits. */
public interface Viewer {
  /** Sends messages; false if the viewer is too slow or gone, and then none was sent. */
  boolean offer(LiveBatch batch);

  /** Ends watching. The code is a WebSocket close code. */
  void close(int code, String reason);
}
