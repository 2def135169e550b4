package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures. */
@Command(
    name = "bench",
    description = "Measure one thing together with the floor it is compared with.")
final class BenchCommand implements Callable<Integer> {
  private static final int LONGEST = 3600;

  @Parameters(paramLabel = "WHAT", description = "What to measure; `list` says what there is.")
  private String what;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "For about how long, 1..3600; ${DEFAULT-VALUE} if not given.")
  private int seconds;

  @Spec private CommandSpec spec;
  private final Context context;
  private final List<Bench> benches;

  BenchCommand(Context context, List<Bench> benches) {
    this.context = context;
    this.benches = benches;
  }

  @Override
  public Integer call() throws StartupException {
    if (seconds < 1 || seconds > LONGEST) {
      throw new ParameterException(spec.commandLine(), "--seconds is 1 to " + LONGEST + ".");
    }
    if (what.equals("list")) {
      benches.forEach(
          bench ->
              spec.commandLine().getOut().printf("%-8s %s%n", bench.name(), bench.description()));
      return ExitCode.DONE;
    }
    Bench bench =
        benches.stream()
            .filter(candidate -> candidate.name().equals(what))
            .findFirst()
            .orElseThrow(() -> new ParameterException(spec.commandLine(), unknown()));
    bench.run(context.home(), Duration.ofSeconds(seconds), spec.commandLine().getOut());
    return ExitCode.DONE;
  }

  private String unknown() {
    String names = benches.stream().map(Bench::name).collect(Collectors.joining(", "));
    return "There is no bench named " + what + "; there are: " + names + ".";
  }
}
