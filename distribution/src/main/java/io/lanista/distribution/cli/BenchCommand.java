package io.lanista.distribution.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
    description = "Measure one thing together with the floor it is compared with.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lanista bench list",
      "  lanista bench joins --seconds 60",
      "  lanista bench slp --replay game.slp --json"
    })
final class BenchCommand implements Callable<Integer> {
  private static final int LONGEST = 3600;
  private static final int MOST_VIEWERS = 1_000_000;

  @Parameters(paramLabel = "WHAT", description = "What to measure; `list` says what there is.")
  private String what;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "For about how long, 1..3600; ${DEFAULT-VALUE} if not given.")
  private int seconds;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "For slp: a recorded game (.slp) instead of a generated one.")
  private Path replay;

  @Option(
      names = "--viewers",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "For viewers and rooms: how many watch, 10..1000000; 10,000 and 4,000 if not given.")
  private int viewers;

  @Option(names = "--json", description = "Print a JSON document instead of a table.")
  private boolean json;

  @Option(names = "--floor", hidden = true, description = "Serve what it is compared with.")
  private boolean floor;

  @Spec private CommandSpec spec;
  private final Context context;
  private final List<Bench> benches;

  BenchCommand(Context context, List<Bench> benches) {
    this.context = context;
    this.benches = benches;
  }

  @Override
  public Integer call() throws Exception {
    if (seconds < 1 || seconds > LONGEST) {
      throw new ParameterException(spec.commandLine(), "--seconds is 1 to " + LONGEST + ".");
    }
    if (viewers != 0 && (viewers < 10 || viewers > MOST_VIEWERS)) {
      throw new ParameterException(spec.commandLine(), "--viewers is 10 to " + MOST_VIEWERS + ".");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (what.equals("list")) {
      benches.forEach(bench -> out.printf("%-14s %s%n", bench.name(), bench.description()));
      return ExitCode.DONE;
    }
    Bench bench = named();
    if (floor) {
      bench.serveFloor(out);
      return ExitCode.DONE;
    }
    BenchReport report =
        bench.run(
            new Bench.Options(
                context.home(),
                Duration.ofSeconds(seconds),
                Optional.ofNullable(replay),
                viewers == 0 ? OptionalInt.empty() : OptionalInt.of(viewers)));
    if (json) {
      out.println(document(report));
      out.flush();
    } else {
      ReportTable.print(report, out);
    }
    return ExitCode.DONE;
  }

  private Bench named() {
    return benches.stream()
        .filter(candidate -> candidate.name().equals(what))
        .findFirst()
        .orElseThrow(() -> new ParameterException(spec.commandLine(), unknown()));
  }

  private static String document(BenchReport report) throws JsonProcessingException {
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report);
  }

  private String unknown() {
    String names = benches.stream().map(Bench::name).collect(Collectors.joining(", "));
    return "There is no bench named " + what + "; there are: " + names + ".";
  }
}
