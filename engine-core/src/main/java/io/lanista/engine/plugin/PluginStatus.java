package io.lanista.engine.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of {@code lanista plugin list}.
 *
 * @param id empty if the artifact has no readable descriptor; so is the version
 * @param generation counts from 1 how often this id was loaded; 0 if it is not loaded
 * @param contributions such as {@code matchmaking fifo}, sorted
 * @param problems why it does not serve, or why it could not be loaded anew
 * @param leases how many uses of it are under way
 * @param abandoned its calls that never came back
 */
public record PluginStatus(
    Optional<String> id,
    Optional<String> version,
    int generation,
    State state,
    List<String> contributions,
    Path artifact,
    List<String> problems,
    int leases,
    List<AbandonedCall> abandoned) {

  /** Whether it can be used; the more it can be, the earlier here. */
  public enum State {
    SERVING,
    /** Loaded, but too many of its calls never came back; every call fails until a reload. */
    STUCK,
    /** Not loaded, because an operator said so. */
    DISABLED,
    /** Not loaded, because it cannot be. */
    REFUSED
  }

  public PluginStatus {
    Objects.requireNonNull(id);
    Objects.requireNonNull(version);
    Objects.requireNonNull(state);
    contributions = List.copyOf(contributions);
    Objects.requireNonNull(artifact);
    problems = List.copyOf(problems);
    abandoned = List.copyOf(abandoned);
    if (problems.isEmpty() && (state == State.STUCK || state == State.REFUSED)) {
      throw new IllegalArgumentException("A plugin that does not serve says why.");
    }
  }

  static PluginStatus of(Generation loaded, List<String> problems) {
    boolean stuck = loaded.threads().failed();
    List<String> all = new ArrayList<>(problems);
    if (stuck) {
      all.add("It " + loaded.threads().stuckMessage());
    }
    return new PluginStatus(
        Optional.of(loaded.descriptor().id()),
        Optional.of(loaded.descriptor().version()),
        loaded.number(),
        stuck ? State.STUCK : State.SERVING,
        loaded.contributions().labels(),
        loaded.artifact(),
        all,
        loaded.leases().inUse(),
        loaded.threads().abandoned());
  }

  static PluginStatus disabled(
      String id, Optional<String> version, Path artifact, List<String> problems) {
    return notLoaded(Optional.of(id), version, State.DISABLED, artifact, problems);
  }

  static PluginStatus refused(PluginProblem problem) {
    return notLoaded(
        problem.plugin(),
        Optional.empty(),
        State.REFUSED,
        problem.artifact(),
        List.of(problem.message()));
  }

  private static PluginStatus notLoaded(
      Optional<String> id,
      Optional<String> version,
      State state,
      Path artifact,
      List<String> problems) {
    return new PluginStatus(id, version, 0, state, List.of(), artifact, problems, 0, List.of());
  }
}
