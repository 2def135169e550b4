package io.lanista.distribution.config;

import java.time.Duration;

/**
 * Live streaming.
 *
 * @param upload who may upload the frames of a match
 * @param viewerBuffer messages kept for a viewer that reads slowly; when full, frames are dropped
 * @param maxViewersPerMatch further ones are turned away
 * @param pingAfter silence after which viewers get a ping
 * @param linger how long the state of an ended stream is kept
 */
public record StreamConfig(
    Upload upload, int viewerBuffer, int maxViewersPerMatch, Duration pingAfter, Duration linger) {
  /** Who may upload. An upload that carries the queue id may, whatever is set. */
  public enum Upload {
    /** An address that has polled one of the match's two entries. */
    POLLED_ADDRESS,
    /** Only with the queue id. */
    TICKET,
    /** Anybody who knows the match id. */
    OPEN
  }

  static StreamConfig read(Section in) {
    return new StreamConfig(
        in.choice("upload", Upload.POLLED_ADDRESS),
        in.number("viewer-buffer", 256, 8, 65_536),
        in.number("max-viewers-per-match", 10_000, 1, 1_000_000),
        in.duration(
            "ping-after", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(10)),
        in.duration("linger", Duration.ofSeconds(5), Duration.ZERO, Duration.ofMinutes(10)));
  }
}
