package io.lanista.distribution.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows two rooms. */
@Command(
    name = "rooms",
    description =
        "Play an Arena and a Blitz room between two teams, on a server of its own and against a"
            + " stand-in for Codeforces. Takes about a minute.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanista demo rooms",
      "  lanista demo rooms --keep           go on serving, to look around"
    })
final class RoomsDemoCommand implements Callable<Integer> {
  @Option(names = "--keep", description = "Go on serving when the rooms are over.")
  private boolean keep;

  @Option(names = "--data", paramLabel = "DIR", description = "Keep the demo's data here.")
  private Path data;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "0",
      description = "Serve on this port; any free one unless given.")
  private int port;

  @Spec private CommandSpec spec;
  private final Context context;
  private final DemoRunner runner;

  RoomsDemoCommand(Context context, DemoRunner runner) {
    this.context = context;
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    return runner.run(
        new DemoRunner.Options(
            context.home(), Optional.empty(), keep, Optional.ofNullable(data), port),
        spec.commandLine().getOut());
  }
}
