package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** Plays a whole match between two sample agents on a server of its own. */
@FunctionalInterface
public interface DemoRunner {
  /**
   * What the operator asked for.
   *
   * @param home the installation, for its plugins
   * @param replay the recorded game to play; without one, the game that is shipped
   * @param keep whether to go on serving afterwards, until the process is stopped
   * @param data the demo's folder; without one, a new temporary one
   * @param port to serve on; 0 takes any free one
   */
  record Options(Path home, Optional<Path> replay, boolean keep, Optional<Path> data, int port) {}

  /**
   * Runs to the end, telling the progress as it happens.
   *
   * @return the exit code: 0 if the match ended as recorded
   * @throws StartupException if the server could not start or the replay not be read
   */
  int run(Options options, PrintWriter out) throws StartupException;
}
