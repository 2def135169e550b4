package io.lanista.http.v1;

import io.lanista.engine.stream.LiveBatch;
import io.lanista.http.ws.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * Live messages as they go over WebSockets. All viewers of a match get the same batch from one
 * thread, one after the other, so what that thread made last serves nearly all of them.
 * Thread-safe.
 */
final class LiveFrames {
  private static final byte[] STATES = "{\"type\":\"game_st".getBytes(StandardCharsets.US_ASCII);

  private final Predicate<ByteBuffer> shown;
  private final ThreadLocal<Framed> last = new ThreadLocal<>();

  /** A batch and what is sent of it. */
  record Framed(LiveBatch of, ByteBuffer bytes, int count) {
    boolean isEmpty() {
      return count == 0;
    }

    ByteBuffer toSend() {
      return bytes.duplicate();
    }
  }

  private LiveFrames(Predicate<ByteBuffer> shown) {
    this.shown = shown;
  }

  /** All messages. */
  static LiveFrames all() {
    return new LiveFrames(any -> true);
  }

  /** Those of games' starts and states alone: players are told the rest otherwise. */
  static LiveFrames states() {
    return new LiveFrames(LiveFrames::isState);
  }

  private static boolean isState(ByteBuffer message) {
    return message.remaining() > STATES.length
        && message.slice(message.position(), STATES.length).equals(ByteBuffer.wrap(STATES));
  }

  Framed of(LiveBatch batch) {
    Framed known = last.get();
    if (known != null && known.of() == batch) {
      return known;
    }
    List<ByteBuffer> frames = batch.messages().stream().filter(shown).map(Wire::text).toList();
    ByteBuffer bytes = ByteBuffer.allocate(frames.stream().mapToInt(ByteBuffer::remaining).sum());
    frames.forEach(bytes::put);
    Framed made = new Framed(batch, bytes.flip(), frames.size());
    last.set(made);
    return made;
  }
}
