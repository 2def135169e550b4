package io.lanista.http.ws;

/** So many messages a second, with one second's worth at once. Used by one thread at a time. */
final class MessageRate {
  private final int perSecond;
  private double left;
  private long last;

  MessageRate(int perSecond, long nanos) {
    this.perSecond = perSecond;
    this.left = perSecond;
    this.last = nanos;
  }

  boolean take(long nanos) {
    left = Math.min(perSecond, left + (nanos - last) * 1e-9 * perSecond);
    last = nanos;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
