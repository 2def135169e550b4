package io.lanista.engine.stream;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * One message of a live game, encoded once for all viewers.
 *
 * @param frame the frame's number; only frames have one
 * @param message as viewers get it, never changed after this; it ends by itself, so that several
 *     may be sent one after the other
 */
public record LiveItem(Kind kind, int frame, ByteBuffer message) {
  /** What a message tells viewers. */
  public enum Kind {
    MATCH_START,
    FRAME,
    GAME_END,
    MATCH_END
  }

  public LiveItem {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(message);
  }

  public static LiveItem frame(int number, ByteBuffer message) {
    return new LiveItem(Kind.FRAME, number, message);
  }

  public static LiveItem of(Kind kind, ByteBuffer message) {
    return new LiveItem(kind, 0, message);
  }

  /** Whether it ends a game or the match, rather than showing it. */
  public boolean isEnd() {
    return kind == Kind.GAME_END || kind == Kind.MATCH_END;
  }
}
