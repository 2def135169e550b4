package io.lanista.engine.room;

import io.lanista.ports.room.Judge;
import io.lanista.ports.room.ProblemSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The judges that are configured.
 *
 * @param usual the name of the one a room is judged by if it names none
 */
public record Judges(Map<String, Entry> byName, String usual) {
  public Judges {
    byName = Map.copyOf(byName);
    if (!byName.containsKey(usual)) {
      throw new IllegalArgumentException("The usual judge '" + usual + "' is not configured.");
    }
  }

  /**
   * A judge.
   *
   * @param source of its problems, if some can be drawn
   */
  public record Entry(Judge judge, Optional<ProblemSource> source) {
    public Entry {
      Objects.requireNonNull(judge);
      Objects.requireNonNull(source);
    }
  }

  public Optional<Entry> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Whether somebody has to ask this judge; one that is not configured any more cannot be. */
  public boolean isPolled(String name) {
    return find(name).filter(entry -> entry.judge().isPolled()).isPresent();
  }
}
