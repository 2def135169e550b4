package io.lanista.distribution.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What fighters run in.
 *
 * @param kind bubblewrap, or none at all
 * @param memory a fighter's data at most
 * @param cpu a fighter's processor time in one game
 * @param log how much of what it writes to stderr is kept
 * @param python the interpreter for {@code python3}; looked for when empty
 * @param java the interpreter for {@code java}; the one of the engine when empty
 */
public record SandboxConfig(
    Kind kind,
    DataSize memory,
    Duration cpu,
    DataSize log,
    Optional<Path> python,
    Optional<Path> java) {
  /** What confines a fighter. */
  public enum Kind {
    BUBBLEWRAP,
    /** Nothing: fighters can do what the engine's user can. */
    NONE
  }

  static SandboxConfig read(Section in, Path home) {
    return new SandboxConfig(
        in.choice("kind", Kind.BUBBLEWRAP),
        in.size(
            "memory", DataSize.mebibytes(128), DataSize.mebibytes(16), DataSize.mebibytes(8192)),
        in.duration("cpu", Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofDays(1)),
        in.size("log", DataSize.kibibytes(256), DataSize.kibibytes(1), DataSize.mebibytes(16)),
        in.file("python", home),
        in.file("java", home));
  }
}
