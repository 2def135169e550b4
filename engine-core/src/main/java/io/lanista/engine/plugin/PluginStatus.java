package io.lanista.engine.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of {@code lanista plugin list}.
 *
 * @param id empty if the artifact has no readable descriptor; so is the version
 * @param generation counts from 1 how often this id was loaded; 0 if it is not loaded
 * @param contributions such as {@code matchmaking fifo}, sorted
 * @param problem present exactly unless the state is {@code SERVING}
 */
public record PluginStatus(
    Optional<String> id,
    Optional<String> version,
    int generation,
    State state,
    List<String> contributions,
    Path artifact,
    Optional<String> problem) {

  /** Whether it can be used. */
  public enum State {
    SERVING,
    /** Loaded, but too many of its calls never came back; every call fails until a restart. */
    STUCK,
    /** Not loaded. */
    REFUSED
  }

  public PluginStatus {
    Objects.requireNonNull(id);
    Objects.requireNonNull(version);
    Objects.requireNonNull(state);
    contributions = List.copyOf(contributions);
    Objects.requireNonNull(artifact);
    if (problem.isPresent() == (state == State.SERVING)) {
      throw new IllegalArgumentException("A plugin has a problem exactly unless it serves.");
    }
  }
}
