package io.lanista.distribution.bench;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The frames of a game that never ends, with the time at which each was made. One thread makes
 * them, others ask when.
 */
final class LiveFrames {
  /** How a frame's message begins, towards viewers; its number follows. */
  static final String PREFIX = "{\"type\":\"frame\",\"frame\":";

  private static final int REMEMBERED = 1 << 16;
  private static final String SEEN =
      "{\"port\":%d,\"x\":-12.2,\"y\":0.0,\"actionStateId\":14,\"actionFrame\":3.0,"
          + "\"facingDirection\":1,\"percent\":31.5,\"stocks\":4,\"shieldHealth\":60.0,"
          + "\"isInvincible\":false,\"isInHitstun\":false}";
  private static final String UPLOADED =
      SEEN.replace("actionStateId", "action_state_id")
          .replace("actionFrame", "action_frame")
          .replace("facingDirection", "facing_direction")
          .replace("shieldHealth", "shield_health")
          .replace("isInvincible", "is_invincible")
          .replace("isInHitstun", "is_in_hitstun");

  private final AtomicLongArray madeAt = new AtomicLongArray(REMEMBERED);
  private int next;

  /** The next frame, made at this time ({@link System#nanoTime}). */
  int make(long nanos) {
    madeAt.set(next & (REMEMBERED - 1), nanos);
    return next++;
  }

  long madeAt(int frame) {
    return madeAt.get(frame & (REMEMBERED - 1));
  }

  /** As viewers get it, which is how the floor is given it. */
  static String seen(int frame) {
    return PREFIX + frame + ",\"players\":" + players(SEEN) + "}";
  }

  /** As agents upload it. */
  static String uploaded(int frame) {
    return "{\"frame\":" + frame + ",\"players\":" + players(UPLOADED) + "}";
  }

  private static String players(String form) {
    return IntStream.of(1, 2).mapToObj(form::formatted).collect(Collectors.joining(",", "[", "]"));
  }
}
