package io.lanista.distribution.bench;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Joins of agents that differ, so that every second one makes a match. All have the same length:
 * the writing of one costs next to nothing. Thread-safe.
 */
final class JoinRequests {
  private static final String CODE = "AAAA#000";
  private static final int LETTERS = 4;

  private final AtomicLong next = new AtomicLong();
  private final byte[] template;
  private final int codeAt;

  JoinRequests(URI server) {
    String body = "{\"connect_code\":\"" + CODE + "\",\"fighter_name\":\"bench\"}";
    String request =
        "POST /queue/join HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    template = request.getBytes(StandardCharsets.US_ASCII);
    codeAt = request.indexOf(CODE);
  }

  int length() {
    return template.length;
  }

  /** Puts the next request into a buffer with room for it. */
  void writeTo(ByteBuffer out) {
    int at = out.position() + codeAt;
    out.put(template);
    long rest = next.getAndIncrement();
    for (int i = CODE.length() - 1; i > LETTERS; i--) {
      out.put(at + i, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    for (int i = LETTERS - 1; i >= 0; i--) {
      out.put(at + i, (byte) ('A' + rest % 26));
      rest /= 26;
    }
  }
}
