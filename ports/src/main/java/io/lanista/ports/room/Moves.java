package io.lanista.ports.room;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a format wants to happen in a room.
 *
 * @param closed open problems that close, and since when; not before they were revealed
 * @param revealed problems that are revealed now
 * @param over whether there is nothing left to play for; then nothing is revealed
 * @param again when time alone could change the answer; empty if only claims can
 */
public record Moves(
    Map<ProblemId, Instant> closed,
    List<ProblemId> revealed,
    boolean over,
    Optional<Instant> again) {
  /** Nothing happens until the next claim. */
  public static final Moves NONE = new Moves(Map.of(), List.of(), false, Optional.empty());

  /** Nothing is left to play for. */
  public static final Moves OVER = new Moves(Map.of(), List.of(), true, Optional.empty());

  public Moves {
    closed = Map.copyOf(closed);
    revealed = List.copyOf(revealed);
    Objects.requireNonNull(again);
  }

  /** These problems are revealed, and nothing else happens until the next claim. */
  public static Moves reveal(List<ProblemId> problems) {
    return new Moves(Map.of(), problems, false, Optional.empty());
  }
}
