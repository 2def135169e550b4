package io.lanista.distribution.bench;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import io.lanista.ports.sandbox.Confined;
import io.lanista.ports.sandbox.ConfinedProgram;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.sandbox.SandboxException;
import io.lanista.ports.sandbox.SandboxLimits;
import io.lanista.sandbox.Bubblewrap;
import io.lanista.sandbox.Interpreters;
import io.lanista.sandbox.Unconfined;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Two fighters in the sandbox: what a move costs, and a start. */
public final class HostedBench implements Bench {
  private static final int ROUNDS = 7;
  private static final int STARTS = 15;
  private static final String LINE = "x".repeat(399);
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "hosted";
  }

  @Override
  public String description() {
    return "a move of two sandboxed fighters and their start, against a bare pipe";
  }

  /** Both fighters are asked, and both answer. */
  private interface Moves {
    void once() throws IOException, SandboxException, InterruptedException;
  }

  @Override
  public BenchReport run(Options options)
      throws StartupException, IOException, InterruptedException {
    Machine machine = Machine.here();
    try (Scratch scratch = Scratch.make()) {
      Path folder = scratch.folder();
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Path fighter = Files.createDirectory(folder.resolve("fighter"));
      // It answers each line with the line, and nothing of its own.
      Files.copy(Path.of("/bin/cat").toRealPath(), fighter.resolve("echo"));
      Files.setPosixFilePermissions(
          fighter.resolve("echo"), PosixFilePermissions.fromString("r-xr-xr-x"));
      ConfinedProgram echo =
          new ConfinedProgram(
              "echo", fighter, List.of("./echo"), SandboxLimits.USUAL, Optional.empty());
      Interpreters interpreters = Interpreters.found();
      try (Bubblewrap sandbox = new Bubblewrap(interpreters, folder.resolve("sandbox"));
          Unconfined open = new Unconfined(interpreters, folder.resolve("open"))) {
        Optional<String> why = sandbox.whyUnavailable();
        if (why.isPresent()) {
          throw new StartupException(why.get());
        }
        return report(machine, options, sandbox, open, echo);
      } catch (SandboxException failed) {
        throw new StartupException(failed.getMessage());
      }
    }
  }

  private BenchReport report(
      Machine machine, Options options, Bubblewrap sandbox, Sandbox open, ConfinedProgram echo)
      throws IOException, SandboxException, InterruptedException {
    Duration slot = options.about().dividedBy(3L * (ROUNDS + 2));
    Median sandboxed = new Median();
    Median same = new Median();
    Median bare = new Median();
    try (Confined a = sandbox.start(echo);
        Confined b = sandbox.start(echo);
        Confined c = open.start(echo);
        Confined d = open.start(echo);
        BarePipe e = BarePipe.start(echo.folder());
        BarePipe f = BarePipe.start(echo.folder())) {
      List<Moves> all = List.of(() -> move(a, b), () -> move(c, d), () -> move(e, f));
      for (Moves moves : all) {
        micros(moves, slot);
      }
      for (int i = 0; i < ROUNDS; i++) {
        sandboxed.add(micros(all.get(0), slot));
        same.add(micros(all.get(1), slot));
        bare.add(micros(all.get(2), slot));
      }
    }
    Median cold = new Median();
    Median coldAnswer = new Median();
    Median warm = new Median();
    Median warmAnswer = new Median();
    Median process = new Median();
    Median end = new Median();
    for (int i = 0; i < STARTS; i++) {
      start(sandbox, echo, cold, coldAnswer, end);
      sandbox.prepare(echo);
      start(sandbox, echo, warm, warmAnswer, end);
      start(open, echo, new Median(), process, new Median());
    }
    return new BenchReport(
        name(),
        "two fighters that answer lines of 400 B with themselves; starts of one",
        machine,
        List.of(
            row("a move", sandboxed, same, bare),
            row("cold start to its first answer", coldAnswer, process, process),
            row("warm start to its first answer", warmAnswer, process, process),
            row("cold start until it is let go", cold, process, process),
            row("warm start until it is let go", warm, process, process),
            row("stop until nothing is left", end, process, process)),
        List.of(
            "unconfined: the same lines, deadlines and threads, without a sandbox; for starts, a"
                + " process to its first answer.",
            "bare: a process's own pipes, written and read by one thread, without deadlines.",
            "Medians of "
                + ROUNDS
                + " rounds of "
                + slot.toMillis()
                + " ms, and of "
                + STARTS
                + " starts."));
  }

  private static BenchReport.Row row(String setting, Median figure, Median same, Median bare) {
    return new BenchReport.Row(
        setting,
        List.of(
            new Figure("sandboxed", figure.value(), "us"),
            new Figure("unconfined", same.value(), "us"),
            Figure.ratio("of unconfined", figure.value(), same.value()),
            new Figure("bare", bare.value(), "us"),
            Figure.ratio("of bare", figure.value(), bare.value())));
  }

  private static void move(Confined one, Confined two)
      throws SandboxException, InterruptedException {
    one.send(LINE);
    two.send(LINE);
    if (one.receive(DEADLINE).isEmpty() || two.receive(DEADLINE).isEmpty()) {
      throw new SandboxException("A fighter did not answer.");
    }
  }

  private static void move(BarePipe one, BarePipe two) throws IOException {
    one.send();
    two.send();
    one.receive();
    two.receive();
  }

  private static double micros(Moves moves, Duration length)
      throws IOException, SandboxException, InterruptedException {
    long began = System.nanoTime();
    long count = 0;
    do {
      moves.once();
      count++;
    } while (System.nanoTime() - began < length.toNanos());
    return (System.nanoTime() - began) / 1e3 / count;
  }

  private static void start(
      Sandbox sandbox, ConfinedProgram program, Median let, Median answer, Median end)
      throws SandboxException, InterruptedException {
    long began = System.nanoTime();
    Confined one = sandbox.start(program);
    let.add((System.nanoTime() - began) / 1e3);
    one.send(LINE);
    one.receive(DEADLINE);
    answer.add((System.nanoTime() - began) / 1e3);
    long ends = System.nanoTime();
    one.close();
    end.add((System.nanoTime() - ends) / 1e3);
  }

  /** The floor: nothing between us and a process but its pipes. */
  private record BarePipe(Process process, OutputStream in, BufferedReader out)
      implements AutoCloseable {
    private static final byte[] BYTES = (LINE + "\n").getBytes(StandardCharsets.UTF_8);

    static BarePipe start(Path folder) throws IOException {
      Process process = new ProcessBuilder(folder.resolve("echo").toString()).start();
      return new BarePipe(
          process,
          process.getOutputStream(),
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    void send() throws IOException {
      in.write(BYTES);
      in.flush();
    }

    void receive() throws IOException {
      if (out.readLine() == null) {
        throw new IOException("The echo ended.");
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
