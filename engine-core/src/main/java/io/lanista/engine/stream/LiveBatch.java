package io.lanista.engine.stream;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Messages that go out together. All viewers get the same batch, so that what they have in common
 * is made once. Immutable: nobody changes the bytes.
 */
public final class LiveBatch {
  private final List<ByteBuffer> messages;
  private final ByteBuffer joined;

  private LiveBatch(List<ByteBuffer> messages, ByteBuffer joined) {
    this.messages = messages;
    this.joined = joined;
  }

  /**
   * A batch of messages in their order.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static LiveBatch of(List<ByteBuffer> messages) {
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("A batch has at least one message.");
    }
    List<ByteBuffer> kept = messages.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
    return new LiveBatch(kept, messages.size() == 1 ? messages.get(0) : join(messages));
  }

  private static ByteBuffer join(List<ByteBuffer> messages) {
    ByteBuffer all = ByteBuffer.allocate(messages.stream().mapToInt(ByteBuffer::remaining).sum());
    messages.forEach(message -> all.put(message.duplicate()));
    return all.flip();
  }

  public List<ByteBuffer> messages() {
    return messages;
  }

  public int count() {
    return messages.size();
  }

  /** All messages, one after the other; position and limit are the caller's own. */
  public ByteBuffer joined() {
    return joined.duplicate();
  }
}
