package io.lanista.distribution.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows a match between fighters in the sandbox. */
@Command(
    name = "hosted",
    description =
        "Play a best of three between two sample fighters, one in Python and one in Java, in the"
            + " sandbox of a server of its own. Needs bubblewrap and python3. Takes about a"
            + " minute.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanista demo hosted",
      "  lanista demo hosted --keep          go on serving, to look around"
    })
final class HostedDemoCommand implements Callable<Integer> {
  @Mixin private final DemoOptions options = new DemoOptions();
  @Spec private CommandSpec spec;
  private final Context context;
  private final DemoRunner runner;

  HostedDemoCommand(Context context, DemoRunner runner) {
    this.context = context;
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    return runner.run(options.of(context.home(), Optional.empty()), spec.commandLine().getOut());
  }
}
