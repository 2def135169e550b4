package io.lanista.ports.replay;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a recording shows.
 *
 * @param startedAt when the game began, by the recording's own clock; empty if it does not say
 * @param players those who took part, in the recording's order
 * @param verdict how it ended
 * @param reason a sentence: why the verdict is what it is
 * @param frames how many frames were played
 */
public record Recording(
    Optional<Instant> startedAt,
    List<RecordedPlayer> players,
    Verdict verdict,
    String reason,
    int frames) {
  /** How a recorded game ended. */
  public enum Verdict {
    /** One player won: the one whose {@code winner} is true. */
    WON,
    DRAW,
    /** The recording does not show the end. */
    UNRESOLVED
  }

  /**
   * One player of a recording.
   *
   * @param connectCode as recorded; empty when the game was not played over the net
   * @param score what was left at the end (in Melee: stocks), 0..255
   */
  public record RecordedPlayer(
      String connectCode, String displayName, int port, int character, int score, boolean winner) {
    public RecordedPlayer {
      Objects.requireNonNull(connectCode);
      Objects.requireNonNull(displayName);
    }
  }

  public Recording {
    Objects.requireNonNull(startedAt);
    players = List.copyOf(players);
    Objects.requireNonNull(verdict);
    Objects.requireNonNull(reason);
    long winners = players.stream().filter(RecordedPlayer::winner).count();
    if (winners != (verdict == Verdict.WON ? 1 : 0)) {
      throw new IllegalArgumentException("A won recording has one winner, any other has none.");
    }
  }
}
