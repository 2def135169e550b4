package io.lanista.distribution.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
  @Mixin private final DemoOptions options = new DemoOptions();
  @Spec private CommandSpec spec;
  private final Context context;
  private final DemoRunner runner;

  RoomsDemoCommand(Context context, DemoRunner runner) {
    this.context = context;
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    return runner.run(options.of(context.home(), Optional.empty()), spec.commandLine().getOut());
  }
}
