package io.lanista.engine.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries an artifact out alone, exactly as a server would load it. */
public final class PluginVerifier {
  private final Map<String, Map<String, String>> settings;
  private final Clock clock;

  /**
   * @param settings what the operator configured, by plugin id; may be empty
   */
  public PluginVerifier(Map<String, Map<String, String>> settings, Clock clock) {
    this.settings = Map.copyOf(settings);
    this.clock = clock;
  }

  /**
   * What became of it: what it would contribute, or its problem.
   *
   * @throws IOException if there is no place for a temporary copy
   */
  public Verdict verify(Path artifact) throws IOException {
    if (!Files.isRegularFile(artifact)) {
      return refused(Optional.empty(), artifact, List.of("There is no such file."));
    }
    Path work = Files.createTempDirectory("lanista-verify-");
    GenerationFactory factory =
        new GenerationFactory(work, settings, clock, PluginLimits.DEFAULT, ArtifactLimits.DEFAULT);
    Optional<Descriptor> descriptor = Optional.empty();
    try {
      descriptor = described(factory, artifact);
      Generation built = factory.build(artifact, artifact, 1);
      List<String> contributions = built.contributions().labels();
      built.retire();
      built.end(Duration.ZERO);
      return new Verdict(
          descriptor.map(Descriptor::id),
          descriptor.map(Descriptor::version),
          contributions,
          List.of());
    } catch (PluginRefusedException refused) {
      return refused(descriptor, artifact, refused.problems());
    } finally {
      Generation.delete(work);
    }
  }

  // Why it cannot be read is told by the build, with whatever else is wrong.
  private static Optional<Descriptor> described(GenerationFactory factory, Path artifact) {
    try {
      return Optional.of(factory.describe(artifact));
    } catch (PluginRefusedException toldLater) {
      return Optional.empty();
    }
  }

  private static Verdict refused(
      Optional<Descriptor> descriptor, Path artifact, List<String> problems) {
    Optional<String> id = descriptor.map(Descriptor::id);
    return new Verdict(
        id,
        descriptor.map(Descriptor::version),
        List.of(),
        problems.stream().map(problem -> new PluginProblem(id, artifact, problem)).toList());
  }

  /**
   * The result of trying an artifact out.
   *
   * @param contributions such as {@code matchmaking fifo}
   * @param problems empty exactly if a server would load it
   */
  public record Verdict(
      Optional<String> id,
      Optional<String> version,
      List<String> contributions,
      List<PluginProblem> problems) {
    public Verdict {
      contributions = List.copyOf(contributions);
      problems = List.copyOf(problems);
    }

    /** Whether a server would load it. */
    public boolean loadable() {
      return problems.isEmpty();
    }
  }
}
