package io.lanista.http.ws;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What one socket may cost.
 *
 * @param maxOutgoingMessages messages accepted for sending and not yet written
 * @param maxOutgoingBytes the same in bytes
 * @param stalledAfter a client that reads too slowly for this long is closed
 * @param maxMessageBytes largest message from the client
 * @param messagesPerSecond most messages from the client, with one second's worth as a burst
 * @param idleAfter a client of which nothing is heard for this long, not even an answer to the
 *     pings it gets meanwhile, is closed
 * @param keepAlive sent after so much silence from our side
 */
public record ChannelLimits(
    int maxOutgoingMessages,
    int maxOutgoingBytes,
    Duration stalledAfter,
    int maxMessageBytes,
    int messagesPerSecond,
    Duration idleAfter,
    Optional<KeepAlive> keepAlive) {

  /** A text message that shows the client we are still there. */
  public record KeepAlive(Duration silence, String message) {
    public KeepAlive {
      Objects.requireNonNull(silence);
      Objects.requireNonNull(message);
    }
  }

  public ChannelLimits {
    Objects.requireNonNull(stalledAfter);
    Objects.requireNonNull(idleAfter);
    Objects.requireNonNull(keepAlive);
    if (maxOutgoingMessages < 1
        || maxOutgoingBytes < 1
        || maxMessageBytes < 1
        || messagesPerSecond < 1) {
      throw new IllegalArgumentException("every bound of a channel is at least 1");
    }
  }

  /** 64 messages and 128 KiB outgoing, 10 s stalled; 64 KiB and 240/s incoming; 90 s idle. */
  public static ChannelLimits usual() {
    return new ChannelLimits(
        64, 131_072, Duration.ofSeconds(10), 65_536, 240, Duration.ofSeconds(90), Optional.empty());
  }

  /** So many outgoing messages, of up to 1 KiB on average. */
  public ChannelLimits buffer(int messages) {
    return new ChannelLimits(
        messages,
        Math.max(maxOutgoingBytes, messages * 1024),
        stalledAfter,
        maxMessageBytes,
        messagesPerSecond,
        idleAfter,
        keepAlive);
  }

  /** Messages from the client of at most so many bytes. */
  public ChannelLimits incoming(int most) {
    return new ChannelLimits(
        maxOutgoingMessages,
        maxOutgoingBytes,
        stalledAfter,
        most,
        messagesPerSecond,
        idleAfter,
        keepAlive);
  }

  public ChannelLimits keepAlive(Duration silence, String message) {
    return new ChannelLimits(
        maxOutgoingMessages,
        maxOutgoingBytes,
        stalledAfter,
        maxMessageBytes,
        messagesPerSecond,
        idleAfter,
        Optional.of(new KeepAlive(silence, message)));
  }
}
