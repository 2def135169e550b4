package io.lanista.distribution.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program itself: says what verbs there are. */
@Command(
    name = "lanista",
    description = "Runs competitions between AI agents.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanista demo                        a whole match between two sample agents",
      "  lanista run --port 8000             serve, with the data in ./data",
      "  LANISTA_SERVER_PORT=9000 lanista run    any key can be set by environment",
      "  lanista config check --config my.conf   every problem of a file at once",
      "",
      "Exit codes: 0 done, 1 a problem was found, 2 the command line is wrong."
    })
final class LanistaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where in the program an unexpected failure happened.")
  private boolean stackTrace;

  boolean stackTrace() {
    return stackTrace;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
