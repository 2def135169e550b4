package io.lanista.redis;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.TeamId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Locks as the hash holds them: {@code <teamId>|<timestamp>}. A team's id may hold a {@code |}, so
 * that the last one parts them.
 */
final class LockText {
  private static final int MOST_DIGITS = 16;

  private LockText() {}

  static String of(Lock lock) {
    return lock.team() + "|" + lock.timestamp();
  }

  static String of(OptionalLong submission) {
    return submission.isPresent() ? Long.toString(submission.getAsLong()) : "";
  }

  /**
   * The lock that is meant; empty for what no arbiter wrote.
   *
   * @param source the submission that made it; null if it is not known
   */
  static Optional<Lock> read(String text, String source) {
    int bar = text.lastIndexOf('|');
    if (bar < 0 || !isNumber(text.substring(bar + 1))) {
      return Optional.empty();
    }
    OptionalLong submission =
        source != null && isNumber(source)
            ? OptionalLong.of(Long.parseLong(source))
            : OptionalLong.empty();
    try {
      TeamId team = new TeamId(text.substring(0, bar));
      return Optional.of(new Lock(team, Long.parseLong(text.substring(bar + 1)), submission));
    } catch (EngineException notATeam) {
      return Optional.empty();
    }
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
