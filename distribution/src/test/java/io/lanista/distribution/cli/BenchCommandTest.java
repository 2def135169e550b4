package io.lanista.distribution.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.distribution.cli.BenchReport.Figure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Bench.Options> asked = new ArrayList<>();

  private final class Steps implements Bench {
    @Override
    public String name() {
      return "steps";
    }

    @Override
    public String description() {
      return "steps against leaps";
    }

    @Override
    public BenchReport run(Options options) {
      asked.add(options);
      return new BenchReport(
          name(),
          "walking",
          new Machine(2, 4096, 0.5, "Linux", "17"),
          List.of(
              new BenchReport.Row(
                  "one leg",
                  List.of(
                      new Figure("steps", 12_345, "/s"),
                      new Figure("p99", 1.5, "ms"),
                      Figure.ratio("of leaps", 1, 4))),
              new BenchReport.Row(
                  "two legs",
                  List.of(
                      new Figure("steps", 99, "/s"),
                      new Figure("p99", 0, "ms"),
                      Figure.ratio("of leaps", 1, 0)))),
          List.of("Uphill."));
    }
  }

  private int run(String... arguments) {
    Wiring wiring =
        new Wiring(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(new Steps()),
            List.of());
    CommandLine line = CommandLineFactory.create(new Context(Path.of("home"), Map.of()), wiring);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @Test
  void tableAlignsFiguresUnderTheirNames() {
    assertThat(run("bench", "steps")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "steps: walking",
            "on 2 cores, 4096 MiB, load 0.5; Linux; Java 17",
            "",
            "             steps /s   p99 ms   of leaps",
            "  one leg      12,345     1.50      0.25x",
            "  two legs      99.00     0.00      0.00x",
            "",
            "Uphill.");
  }

  @Test
  void jsonHoldsTheSameReport() throws Exception {
    assertThat(run("bench", "steps", "--json")).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.fieldNames())
        .toIterable()
        .containsExactly("bench", "workload", "machine", "rows", "notes");
    assertThat(report.at("/machine").fieldNames())
        .toIterable()
        .containsExactly("cores", "memoryMib", "load", "os", "jdk");
    assertThat(report.at("/rows/0/setting").asText()).isEqualTo("one leg");
    assertThat(report.at("/rows/0/figures/0").toString())
        .isEqualTo("{\"name\":\"steps\",\"value\":12345.0,\"unit\":\"/s\"}");
    assertThat(report.at("/rows/0/figures/2/unit").asText()).isEqualTo("x");
    assertThat(report.at("/notes/0").asText()).isEqualTo("Uphill.");
  }

  @Test
  void optionsReachTheBench() {
    assertThat(run("bench", "steps", "--seconds", "3", "--replay", "game.slp")).isZero();
    assertThat(asked)
        .containsExactly(
            new Bench.Options(
                Path.of("home"), Duration.ofSeconds(3), Optional.of(Path.of("game.slp"))));
  }

  @Test
  void listSaysWhatThereIs() {
    assertThat(run("bench", "list")).isZero();
    assertThat(out.toString()).contains("steps", "steps against leaps");
  }

  @Test
  void unknownBenchIsAWrongCommandLine() {
    assertThat(run("bench", "stairs")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no bench named stairs; there are: steps.");
  }

  @Test
  void benchWithoutAServerHasNoFloorToServe() {
    assertThat(run("bench", "steps", "--floor")).isEqualTo(1);
    assertThat(err.toString()).contains("The floor of steps is no server.");
  }
}
