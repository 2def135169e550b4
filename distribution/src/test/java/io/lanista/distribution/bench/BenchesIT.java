package io.lanista.distribution.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.Bench;
import io.lanista.distribution.cli.BenchReport;
import io.lanista.distribution.cli.BenchReport.Figure;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That every bench measures something; what it measures is nobody's to assert. */
class BenchesIT {
  private static final Path HOME = Path.of(System.getProperty("lanista.home"));

  /** Differences of two readings of memory: where little is held, noise takes them below zero. */
  private static final Set<String> GROWTHS =
      Set.of("heap", "each", "heap each", "heap a room", "heap a stream", "memory", "of its");

  @TempDir Path folder;

  private static BenchReport run(Bench bench, int millis, Optional<Path> replay) throws Exception {
    return run(bench, new Bench.Options(HOME, Duration.ofMillis(millis), replay));
  }

  private static BenchReport run(Bench bench, Bench.Options options) throws Exception {
    BenchReport report = bench.run(options);
    assertThat(report.bench()).isEqualTo(bench.name());
    assertThat(report.machine().cores()).isPositive();
    List<String> names = names(report.rows().get(0));
    assertThat(report.rows())
        .allSatisfy(
            row -> {
              assertThat(names(row)).isEqualTo(names);
              assertThat(row.figures())
                  .allMatch(figure -> Double.isFinite(figure.value()))
                  .allMatch(figure -> figure.value() >= 0 || GROWTHS.contains(figure.name()));
            });
    return report;
  }

  private static List<String> names(BenchReport.Row row) {
    return row.figures().stream().map(Figure::name).toList();
  }

  private static double value(BenchReport.Row row, String name) {
    return row.figures().stream()
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void joinsAreAnsweredByEngineAndFloor() throws Exception {
    BenchReport report =
        run(new JoinsBench(InputStream.nullInputStream()), 1_200, Optional.empty());
    assertThat(report.rows())
        .extracting(BenchReport.Row::setting)
        .containsExactly("1 connection", "16 connections", "64 connections", "256 connections");
    // However short the rounds: the last answers are waited for.
    assertThat(report.rows()).allSatisfy(row -> assertThat(value(row, "p99")).isPositive());
  }

  @Test
  void claimsInRoomsReachEveryStream() throws Exception {
    BenchReport report =
        run(
            new RoomsBench(),
            new Bench.Options(HOME, Duration.ofSeconds(1), Optional.empty(), OptionalInt.of(40)));
    BenchReport.Row row = report.rows().get(0);
    assertThat(value(row, "delivered")).isEqualTo(100.0);
    assertThat(value(row, "p99")).isPositive();
  }

  @Test
  void framesReachEveryViewerOfEngineAndFloor() throws Exception {
    BenchReport report =
        run(new FanoutBench(InputStream.nullInputStream()), 1_200, Optional.empty());
    assertThat(report.rows()).hasSize(3);
    assertThat(report.rows())
        .allSatisfy(
            row -> {
              assertThat(value(row, "p99")).isPositive();
              assertThat(value(row, "its p99")).isPositive();
            });
  }

  @Test
  void viewersThatDoNotReadDisturbNoneThatDo() throws Exception {
    BenchReport report = run(new StalledBench(), 2_600, Optional.empty());
    assertThat(report.rows())
        .extracting(BenchReport.Row::setting)
        .containsExactly("0 % stalled", "2 % stalled", "10 % stalled");
    assertThat(report.rows()).allSatisfy(row -> assertThat(value(row, "p99")).isPositive());
    assertThat(report.notes()).last().asString().contains("; 0.0 % of the messages to those");
  }

  @Test
  void thousandViewersAreShownEverything() throws Exception {
    Bench.Options options =
        new Bench.Options(HOME, Duration.ofSeconds(3), Optional.empty(), OptionalInt.of(1000));
    BenchReport report = run(new ViewersBench(InputStream.nullInputStream()), options);
    assertThat(report.rows())
        .hasSize(2)
        .allSatisfy(
            row -> {
              assertThat(value(row, "delivered")).isEqualTo(100);
              assertThat(value(row, "connected")).isPositive();
            });
  }

  @Test
  void replayIsReadAndFingerprinted() throws Exception {
    BenchReport report = run(new SlpBench(), 100, Optional.empty());
    assertThat(report.workload()).contains("generated");
    assertThat(report.rows()).allSatisfy(row -> assertThat(value(row, "throughput")).isPositive());
  }

  @Test
  void fileThatIsNoReplayIsRefusedByName() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no game");
    assertThatThrownBy(() -> run(new SlpBench(), 100, Optional.of(text)))
        .isInstanceOf(StartupException.class);
    Path missing = folder.resolve("missing.slp");
    assertThatThrownBy(() -> run(new SlpBench(), 100, Optional.of(missing)))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("missing.slp");
  }

  @Test
  void startsAreTimedToTheFirstAnswer() throws Exception {
    BenchReport report = run(new StartBench(), 1_000, Optional.empty());
    assertThat(report.rows())
        .extracting(BenchReport.Row::setting)
        .contains("without class-data sharing");
    assertThat(report.rows())
        .allSatisfy(row -> assertThat(value(row, "first answer")).isPositive());
  }

  @Test
  void readsAreAnsweredByEngineAndFloor() throws Exception {
    BenchReport report =
        run(new ReadsBench(InputStream.nullInputStream()), 1_200, Optional.empty());
    assertThat(report.rows())
        .extracting(BenchReport.Row::setting)
        .containsExactly("match", "queue, waiting", "queue, matched", "leaderboard");
    assertThat(report.rows())
        .allSatisfy(
            row -> {
              assertThat(value(row, "size")).isGreaterThan(100);
              assertThat(value(row, "p99")).isPositive();
            });
  }

  @Test
  void newcomersMeetThoseWhoStand() throws Exception {
    BenchReport report =
        run(new TimeToMatchBench(InputStream.nullInputStream()), 1_200, Optional.empty());
    assertThat(value(report.rows().get(0), "matched")).isPositive();
    assertThat(value(report.rows().get(0), "trip p99")).isPositive();
  }

  @Test
  void ticketsArePairedByThePluginAndByAList() throws Exception {
    BenchReport report = run(new PairingBench(), 100, Optional.empty());
    assertThat(report.rows())
        .extracting(BenchReport.Row::setting)
        .containsExactly("1,000 tickets", "10,000 tickets", "100,000 tickets");
    assertThat(report.rows())
        .allSatisfy(
            row -> assertThat(row.figures()).allSatisfy(f -> assertThat(f.value()).isPositive()));
  }

  @Test
  void signaturesAreTracedByBothPaths() throws Exception {
    BenchReport report = run(new SignaturesBench(), 200, Optional.empty());
    assertThat(report.rows())
        .hasSize(3)
        .allSatisfy(row -> assertThat(value(row, "web3j")).isPositive());
  }

  @Test
  void fightersInTheSandboxAreTimed() throws Exception {
    BenchReport report;
    try {
      report = run(new HostedBench(), 200, Optional.empty());
    } catch (StartupException missing) {
      if (Boolean.parseBoolean(System.getenv("LANISTA_REQUIRE_REAL"))) {
        throw missing;
      }
      assumeTrue(false, missing.getMessage());
      return;
    }
    assertThat(report.rows()).hasSize(6);
    assertThat(value(report.rows().get(0), "sandboxed")).isPositive();
    assertThat(value(report.rows().get(0), "bare")).isPositive();
  }

  @Test
  void matchesUnderWayAreWeighed() throws Exception {
    BenchReport report = run(new IdleMatchesBench(), 100, Optional.empty());
    assertThat(report.rows().get(0).setting()).endsWith(" matches");
    assertThat(value(report.rows().get(0), "disk each")).isPositive();
  }

  @Test
  void claimsAreDecidedInProcessAndByRedisWhereThereIsOne() throws Exception {
    BenchReport report = run(new ClaimsBench(), 200, Optional.empty());
    assertThat(report.rows()).hasSizeBetween(1, 3);
    assertThat(report.rows())
        .allSatisfy(
            row -> {
              assertThat(value(row, "claims")).isPositive();
              assertThat(value(row, "of floor")).isPositive();
            });
    boolean redis =
        report.notes().stream().noneMatch(note -> note.startsWith("Redis is not measured"));
    assertThat(report.rows().size() == 3).isEqualTo(redis);
  }

  @Test
  void folderWithoutALauncherIsNoInstallation() {
    Bench.Options options = new Bench.Options(folder, Duration.ofMillis(100), Optional.empty());
    assertThatThrownBy(() -> new StartBench().run(options))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("Run the bench from an installation");
  }
}
