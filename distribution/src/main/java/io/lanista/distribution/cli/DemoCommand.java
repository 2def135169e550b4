package io.lanista.distribution.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a whole match. */
@Command(
    name = "demo",
    description = "Play a whole match between two sample agents, on a server of its own.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanista demo",
      "  lanista demo --replay game.slp      play that recorded game",
      "  lanista demo --keep                 go on serving, to look around",
      "  lanista demo --data DIR             one that was killed goes on from there",
      "  lanista demo rooms                  problem-solving rooms instead",
      "  lanista demo hosted                 a match between fighters, played here",
      "  lanista demo chain                  a match recorded on a local chain"
    })
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "A recorded two-player game (.slp) whose frames the agents stream.")
  private Path replay;

  @Mixin private final DemoOptions options = new DemoOptions();
  @Spec private CommandSpec spec;
  private final Context context;
  private final DemoRunner runner;

  DemoCommand(Context context, DemoRunner runner) {
    this.context = context;
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    return runner.run(
        options.of(context.home(), Optional.ofNullable(replay)), spec.commandLine().getOut());
  }
}
