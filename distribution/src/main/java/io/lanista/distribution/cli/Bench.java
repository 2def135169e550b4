package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** One measurement, made together with the floor it is compared with. */
public interface Bench {
  /**
   * What to measure with.
   *
   * @param home the installation, for its plugins and launcher
   * @param about for how long; a bench may need somewhat more
   * @param replay a recorded game to take instead of a generated one
   * @param viewers how many, where a bench lets one choose
   */
  record Options(Path home, Duration about, Optional<Path> replay, OptionalInt viewers) {
    /** With as many viewers as the bench takes by itself. */
    public Options(Path home, Duration about, Optional<Path> replay) {
      this(home, about, replay, OptionalInt.empty());
    }

    public Options {
      Objects.requireNonNull(viewers);
      Objects.requireNonNull(home);
      Objects.requireNonNull(about);
      Objects.requireNonNull(replay);
    }
  }

  /** What it is asked for by, such as {@code joins}. */
  String name();

  /** One line saying what is measured against what. */
  String description();

  /**
   * Measures for about as long as asked.
   *
   * @throws StartupException if it cannot be measured here, with what to do about it
   */
  BenchReport run(Options options) throws StartupException, IOException, InterruptedException;

  /**
   * Serves what the bench is compared with, until standard input ends. A floor is a process of its
   * own, started like the server is, so that both get the same of the machine.
   *
   * @param out told the address, as {@code run} tells it
   */
  default void serveFloor(PrintWriter out)
      throws StartupException, IOException, InterruptedException {
    throw new StartupException("The floor of " + name() + " is no server.");
  }
}
