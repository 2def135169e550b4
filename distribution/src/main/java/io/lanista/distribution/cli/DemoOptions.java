package io.lanista.distribution.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What may be said of every demo. */
final class DemoOptions {
  @Option(names = "--keep", description = "Go on serving when it is over.")
  private boolean keep;

  @Option(names = "--data", paramLabel = "DIR", description = "Keep the demo's data here.")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "0",
      description = "Serve on this port; any free one unless given.")
  private int port;

  /** As the demo takes them. */
  DemoRunner.Options of(Path home, Optional<Path> replay) {
    return new DemoRunner.Options(home, replay, keep, Optional.ofNullable(data), port);
  }
}
