package io.lanista.engine.stream;

import java.time.Duration;
import java.util.Objects;

/**
 * How live games are shown.
 *
 * @param upload who may upload a match's game
 * @param maxViewers of one match
 * @param linger how long a stream's state is kept after its end, for late joiners
 * @param uploaderIdle after so much silence another uploader may take over
 */
public record StreamSettings(
    UploadRule upload, int maxViewers, Duration linger, Duration uploaderIdle) {
  /** Who may upload. */
  public enum UploadRule {
    /** Whoever carries a queue_id of the match, or comes from an address that polled one. */
    POLLED_ADDRESS,
    /** Only who carries a queue_id of the match. */
    TICKET,
    /** Anyone. */
    OPEN
  }

  public static final Duration DEFAULT_UPLOADER_IDLE = Duration.ofSeconds(10);

  public StreamSettings {
    Objects.requireNonNull(upload);
    Objects.requireNonNull(linger);
    Objects.requireNonNull(uploaderIdle);
    if (maxViewers < 1) {
      throw new IllegalArgumentException("At least one viewer may watch a match.");
    }
  }
}
