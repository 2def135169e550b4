package io.lanista.distribution.bench;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import io.lanista.distribution.cli.Machine;
import io.lanista.plugins.slippi.SlippiReplayReader;
import io.lanista.plugins.slippi.format.GeneratedGame;
import io.lanista.ports.replay.InvalidReplayException;
import io.lanista.ports.replay.Recording;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A replay taken in as evidence: read, fingerprinted, parsed and judged. */
public final class SlpBench implements Bench {
  private static final long USUAL_SIZE = 3_600_000;
  private static final long LARGEST = 256L << 20;
  private static final int ROUNDS = 7;

  @Override
  public String name() {
    return "slp";
  }

  @Override
  public String description() {
    return "parsing and verifying a replay, against reading its file and against slippi-js";
  }

  @Override
  public BenchReport run(Options options)
      throws StartupException, IOException, InterruptedException {
    Machine machine = Machine.here();
    try (Scratch scratch = Scratch.make()) {
      Path file = options.replay().isPresent() ? options.replay().get() : generated(scratch);
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        throw new StartupException(file + " is no recorded game, or too large to be one.");
      }
      return measure(options, machine, file);
    } catch (InvalidReplayException invalid) {
      throw new StartupException("The replay cannot be read: " + invalid.getMessage(), invalid);
    }
  }

  private static Path generated(Scratch scratch) throws IOException {
    GeneratedGame game = GeneratedGame.ofSeed(1);
    long size = game.bytes().length;
    int frames = (int) (game.frames() * USUAL_SIZE / size);
    return Files.write(scratch.folder().resolve("game.slp"), game.withFrames(frames).bytes());
  }

  private BenchReport measure(Options options, Machine machine, Path file)
      throws IOException, InterruptedException, InvalidReplayException {
    Duration slot = options.about().dividedBy(ROUNDS * 3 + 3);
    Recording expected = new SlippiReplayReader().read(ByteBuffer.wrap(Files.readAllBytes(file)));
    double megabytes = Files.size(file) / 1e6;
    Work read = () -> Files.readAllBytes(file).length > 0;
    Work parse =
        () ->
            new SlippiReplayReader()
                .read(ByteBuffer.wrap(Files.readAllBytes(file)))
                .equals(expected);
    Work verify =
        () -> {
          byte[] bytes = Files.readAllBytes(file);
          return sha256().digest(bytes).length == 32
              && new SlippiReplayReader().read(ByteBuffer.wrap(bytes)).equals(expected);
        };
    List<Work> works = List.of(read, parse, verify);
    List<Median> seconds = List.of(new Median(), new Median(), new Median());
    for (Work work : works) {
      once(work, slot);
    }
    for (int i = 0; i < ROUNDS; i++) {
      for (int k = 0; k < works.size(); k++) {
        seconds.get(k).add(once(works.get(k), slot));
      }
    }
    Optional<Double> slippiJs = SlippiJs.seconds(file);
    List<BenchReport.Row> rows = new ArrayList<>();
    rows.add(row("read and parse", megabytes, seconds.get(1), seconds.get(0), slippiJs));
    rows.add(row("and fingerprint", megabytes, seconds.get(2), seconds.get(0), slippiJs));
    return new BenchReport(
        name(),
        String.format(
            java.util.Locale.ROOT,
            "a %.1f MB recording, %s, %d frames",
            megabytes,
            options.replay().isPresent() ? "as given" : "generated",
            expected.frames()),
        machine,
        rows,
        List.of(
            "reading: only reading the file, which is in the system's cache.",
            slippiJs.isPresent()
                ? "slippi-js: settings, frames and game end, after its own warm-up."
                : "Not compared with slippi-js: node does not find it from here; `npm install"
                    + " @slippi/slippi-js` in the working directory, then run this again."));
  }

  private static BenchReport.Row row(
      String setting, double megabytes, Median figure, Median floor, Optional<Double> slippiJs) {
    List<Figure> figures =
        new ArrayList<>(
            List.of(
                new Figure("throughput", megabytes / figure.value(), "MB/s"),
                new Figure("each", figure.value() * 1e3, "ms"),
                new Figure("reading", megabytes / floor.value(), "MB/s"),
                Figure.ratio("of reading", floor.value(), figure.value())));
    slippiJs.ifPresent(
        other -> {
          figures.add(new Figure("slippi-js", megabytes / other, "MB/s"));
          figures.add(Figure.ratio("of slippi-js", other, figure.value()));
        });
    return new BenchReport.Row(setting, figures);
  }

  /** What is timed; false if it went wrong. */
  private interface Work {
    boolean done() throws IOException, InvalidReplayException;
  }

  /** Seconds for each of as many as fit into the time. */
  private static double once(Work work, Duration length)
      throws IOException, InvalidReplayException {
    long began = System.nanoTime();
    long count = 0;
    do {
      if (!work.done()) {
        throw new IOException("The replay was read differently the second time.");
      }
      count++;
    } while (System.nanoTime() - began < length.toNanos());
    return (System.nanoTime() - began) / 1e9 / count;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256.", missing);
    }
  }
}
