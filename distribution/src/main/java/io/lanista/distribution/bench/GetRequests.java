package io.lanista.distribution.bench;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The same few resources, read in turn. Thread-safe. */
final class GetRequests implements Requests {
  private final AtomicInteger next = new AtomicInteger();
  private final List<byte[]> all;

  /**
   * Requests of these paths.
   *
   * @param paths at least one
   */
  GetRequests(URI server, List<String> paths) {
    all =
        paths.stream()
            .map(path -> "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n\r\n")
            .map(request -> request.getBytes(StandardCharsets.US_ASCII))
            .toList();
  }

  @Override
  public int length() {
    return all.stream().mapToInt(request -> request.length).max().orElseThrow();
  }

  @Override
  public void writeTo(ByteBuffer out) {
    out.put(all.get(Math.floorMod(next.getAndIncrement(), all.size())));
  }
}
