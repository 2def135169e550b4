package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;

/** One measurement, made together with the floor it is compared with. */
public interface Bench {
  /** What it is asked for by, such as {@code joins}. */
  String name();

  /** One line saying what is measured against what. */
  String description();

  /**
   * Measures for about this long and prints the figures.
   *
   * @param home the installation, for its plugins and launcher
   */
  void run(Path home, Duration about, PrintWriter out) throws StartupException;
}
