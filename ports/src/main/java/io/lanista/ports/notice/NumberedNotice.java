package io.lanista.ports.notice;

import java.time.Instant;
import java.util.Objects;

/**
 * A notice with its place among its player's.
 *
 * @param sequence from 1, without gaps, per player
 */
public record NumberedNotice(long sequence, Instant at, Notice notice) {
  public NumberedNotice {
    Objects.requireNonNull(at);
    Objects.requireNonNull(notice);
    if (sequence < 1) {
      throw new IllegalArgumentException("Notices count from 1; given: " + sequence);
    }
  }
}
