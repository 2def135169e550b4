package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.queue.Ticket;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was acknowledged survives the sudden end of the process. */
class CrashTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void nothingAcknowledgedIsLostWhenTheProcessIsKilled(SqliteConfig.Durability durability)
      throws Exception {
    Path file = folder.resolve("lanista.db");
    killWriter(SqlConfig.of(file), List.of(file.toString(), durability.name()));
  }

  /** Its lock goes with it: the next engine need not wait. */
  @Test
  void nothingAcknowledgedIsLostOnMariaDbWhenTheProcessIsKilled() throws Exception {
    MariaDbConfig config = RealMariaDb.shared().freshSchema();
    killWriter(config, List.of(config.url(), config.user(), config.password()));
  }

  private static void killWriter(SqlConfig config, List<String> arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName()));
    command.addAll(arguments);
    Process writer =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<Long> acknowledged = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        acknowledged.add(Long.parseLong(line));
        if (acknowledged.size() == 150) {
          // SIGKILL on Unix; the handle leaves the stream open, which may hold more numbers.
          writer.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    } finally {
      writer.destroyForcibly();
      assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(150);
    try (SqlStorage storage = SqlStorage.open(config, Clock.systemUTC(), new SeededIds(1))) {
      Set<Long> found =
          storage.read(t -> t.tickets().waiting(Samples.QUEUE)).stream()
              .map(Ticket::number)
              .collect(Collectors.toSet());
      assertThat(found).containsAll(acknowledged);
    }
  }

  /** Commits numbered tickets and says each number once it is committed, until it is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      SqlConfig config = arguments.length == 2 ? file(arguments) : server(arguments);
      SqlStorage storage = SqlStorage.open(config, Clock.systemUTC(), new SeededIds(1));
      Samples samples = new Samples();
      // Bounded, should nobody kill it.
      for (long number = 1; number <= 200_000; number++) {
        Ticket ticket = samples.waiting(number);
        storage.transact(
            t -> {
              t.tickets().insert(List.of(ticket));
              return null;
            });
        System.out.println(number);
      }
    }

    private static SqlConfig file(String[] arguments) {
      SqliteConfig defaults = SqlConfig.of(Path.of(arguments[0]));
      return new SqliteConfig(
          defaults.file(),
          SqliteConfig.Durability.valueOf(arguments[1]),
          defaults.readers(),
          defaults.patience());
    }

    private static SqlConfig server(String[] arguments) {
      return MariaDbConfig.of(arguments[0], arguments[1], arguments[2]);
    }
  }
}
