package io.lanista.http.ws;

import java.time.Duration;

/**
 * Counts what was handed to Jetty for one socket and is not yet written, because Jetty itself would
 * queue without a bound in bytes. Thread-safe; the lock is held for a few instructions.
 */
final class Outgoing {
  private static final long NEVER = Long.MIN_VALUE;

  private final int maxMessages;
  private final int maxBytes;
  private int messages;
  private long bytes;
  private long refusedSince = NEVER;

  Outgoing(int maxMessages, int maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /** Takes room for so much; a message above the bound has room when nothing else is waiting. */
  synchronized boolean reserve(int count, long size, long nanos) {
    if (messages > 0 && (messages + count > maxMessages || bytes + size > maxBytes)) {
      if (refusedSince == NEVER) {
        refusedSince = nanos;
      }
      return false;
    }
    messages += count;
    bytes += size;
    return true;
  }

  /** One message is written, or never will be. */
  synchronized void done(long size) {
    messages--;
    bytes -= size;
    refusedSince = NEVER;
  }

  /** Whether it has refused for so long without writing anything. */
  synchronized boolean stalled(Duration patience, long nanos) {
    return refusedSince != NEVER && nanos - refusedSince >= patience.toNanos();
  }

  synchronized int messages() {
    return messages;
  }
}
