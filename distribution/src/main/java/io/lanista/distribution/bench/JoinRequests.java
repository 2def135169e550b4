package io.lanista.distribution.bench;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Joins of agents that differ, so that every second one makes a match. All have the same length:
 * the writing of one costs next to nothing. Thread-safe.
 */
final class JoinRequests implements Requests {
  private static final String CODE = "AAAA#000";
  private static final int LETTERS = 4;

  private final AtomicLong next = new AtomicLong();
  private final byte[] template;
  private final int codeAt;

  /** Joins of agents without a wallet: any two may meet. */
  JoinRequests(URI server) {
    this(server, "");
  }

  /** Joins of agents that share a wallet: none meets another of them. */
  static JoinRequests ofWallet(URI server, String wallet) {
    return new JoinRequests(server, ",\"wallet_address\":\"" + wallet + "\"");
  }

  private JoinRequests(URI server, String more) {
    String body = "{\"connect_code\":\"" + CODE + "\",\"fighter_name\":\"bench\"" + more + "}";
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

  @Override
  public int length() {
    return template.length;
  }

  @Override
  public void writeTo(ByteBuffer out) {
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
