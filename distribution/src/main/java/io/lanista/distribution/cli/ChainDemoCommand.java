package io.lanista.distribution.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows a match whose result goes on chain. */
@Command(
    name = "chain",
    description =
        "Play a match with a wager and a prediction pool against a chain on this machine, and read"
            + " back what the contracts have of it. Needs npm, which brings the compiler and,"
            + " unless it is on the PATH, Foundry's anvil. Takes about a minute.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanista demo chain",
      "  lanista demo chain --data DIR       keep there what npm brings",
      "  lanista demo chain --keep           go on serving, with the chain"
    })
final class ChainDemoCommand implements Callable<Integer> {
  @Mixin private final DemoOptions options = new DemoOptions();
  @Spec private CommandSpec spec;
  private final Context context;
  private final DemoRunner runner;

  ChainDemoCommand(Context context, DemoRunner runner) {
    this.context = context;
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    return runner.run(options.of(context.home(), Optional.empty()), spec.commandLine().getOut());
  }
}
