package io.lanista.ports.hosting;

import java.util.Objects;

/**
 * What everyone sees of a game at one frame.
 *
 * @param frame counts from 0, or from where the game counts; grows by each apply
 * @param json one JSON object on one line, at most {@link #MOST_BYTES} in UTF-8, with at least
 *     {@code p1} and {@code p2}, each with {@code stocks}, {@code percent} and {@code character},
 *     and {@code stage}; handed to fighters and viewers as it is
 */
public record WorldState(int frame, String json) {
  /** The largest state, in bytes of UTF-8. */
  public static final int MOST_BYTES = 8 << 10;

  public WorldState {
    Objects.requireNonNull(json);
    if (json.length() > MOST_BYTES || json.indexOf('\n') >= 0 || !json.startsWith("{")) {
      throw new IllegalArgumentException(
          "A state is one JSON object on one line of at most 8 KiB.");
    }
  }
}
