package io.lanista.distribution.bench;

import java.nio.ByteBuffer;

/** What a load sends, one request after the other. Thread-safe. */
interface Requests {
  /** The most bytes of one request. */
  int length();

  /** Puts the next request into a buffer with room for it. */
  void writeTo(ByteBuffer out);
}
