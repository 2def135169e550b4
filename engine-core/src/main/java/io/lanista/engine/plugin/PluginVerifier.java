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
      return Verdict.refused(artifact, "There is no such file.");
    }
    Path work = Files.createTempDirectory("lanista-verify-");
    try {
      GenerationFactory factory =
          new GenerationFactory(
              work, settings, clock, PluginLimits.DEFAULT, ArtifactLimits.DEFAULT);
      Generation built = factory.build(artifact, 1);
      Descriptor descriptor = built.descriptor();
      Verdict verdict =
          new Verdict(
              Optional.of(descriptor.id()),
              Optional.of(descriptor.version()),
              built.contributions().labels(),
              List.of());
      built.retire();
      built.end(Duration.ZERO);
      return verdict;
    } catch (PluginRefusedException refused) {
      return Verdict.refused(artifact, refused.getMessage());
    } finally {
      Generation.delete(work);
    }
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

    static Verdict refused(Path artifact, String why) {
      return new Verdict(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(new PluginProblem(Optional.empty(), artifact, why)));
    }

    /** Whether a server would load it. */
    public boolean loadable() {
      return problems.isEmpty();
    }
  }
}
