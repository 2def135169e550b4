package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import io.lanista.sql.MariaDbConfig;
import io.lanista.sql.RealMariaDb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The verb {@code migrate}, used as docs/operate.md says, between servers that really play. */
@Timeout(300)
class MigrateIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;

  private record Ended(int exit, String output) {}

  @Test
  void matchesGoOnOnMariaDbAndThenInAnotherFolder() throws Exception {
    MariaDbConfig schema = RealMariaDb.shared().freshSchema();
    Path data = folder.resolve("data");
    Map<Stage, Paired> reached = new EnumMap<>(Stage.class);
    Paired before;
    try (ServerProcess process = ServerProcess.start(data)) {
      List<Stage> stages = new ArrayList<>(List.of(Stage.values()));
      Collections.reverse(stages);
      for (Stage stage : stages) {
        reached.put(stage, stage.reach(process.client()));
      }
      before = reached.get(Stage.COMPLETED);
      inUse(data, schema);
      process.terminate();
      assertThat(process.endsWithin(20)).isTrue();
    }
    Ended there = migrate(schema, data.toString(), schema.url());
    assertThat(there.output())
        .contains("Copied and verified", "tickets", "replays/", "storage.url");
    assertThat(there.exit()).isZero();

    Ended twice = migrate(schema, data.toString(), schema.url());
    assertThat(twice.exit()).isEqualTo(1);
    assertThat(twice.output()).contains("is not empty").doesNotContain("\tat ");

    String match;
    String leaderboard;
    try (ServerProcess process = ServerProcess.start(data, onServer(schema))) {
      for (Map.Entry<Stage, Paired> entry : reached.entrySet()) {
        entry.getKey().goOn(process.client(), entry.getValue());
      }
      match = process.client().get(before.path()).text();
      leaderboard = process.client().get("/api/v1/leaderboard").text();
      process.terminate();
      assertThat(process.endsWithin(20)).isTrue();
    }

    Path another = folder.resolve("another");
    Ended back = migrate(schema, schema.url(), another.toString());
    assertThat(back.output()).contains("Copied and verified", "data.dir");
    assertThat(back.exit()).isZero();
    try (ServerProcess process = ServerProcess.start(another)) {
      assertThat(process.client().get(before.path()).text()).isEqualTo(match);
      assertThat(process.client().get("/api/v1/leaderboard").text()).isEqualTo(leaderboard);
      Answer joined = process.client().join(RunningServer.code());
      assertThat(joined.status()).isEqualTo(200);
    }
  }

  private void inUse(Path data, MariaDbConfig schema) throws Exception {
    Ended used = migrate(schema, data.toString(), folder.resolve("elsewhere").toString());
    assertThat(used.exit()).isEqualTo(1);
    assertThat(used.output()).contains("in use by another Lanista").doesNotContain("\tat ");
  }

  @Test
  void wrongPlacesAreSaidWithTheirExitCodes() throws Exception {
    Ended nothing = lanista(Map.of(), "migrate", "--from", folder.toString(), "--to", "x");
    assertThat(nothing.exit()).isEqualTo(1);
    assertThat(nothing.output()).contains("There is no database").doesNotContain("\tat ");
    Ended half = lanista(Map.of(), "migrate", "--from", folder.toString());
    assertThat(half.exit()).isEqualTo(2);
    assertThat(half.output()).contains("--to");
    Ended help = lanista(Map.of(), "migrate", "--help");
    assertThat(help.exit()).isZero();
    assertThat(help.output())
        .contains("--start-over", "Examples:", "Replays and fighters are files");
  }

  private static Ended migrate(MariaDbConfig schema, String from, String to) throws Exception {
    Map<String, String> environment = onServer(schema);
    environment.remove("LANISTA_STORAGE_URL");
    return lanista(environment, "migrate", "--from", from, "--to", to);
  }

  private static Map<String, String> onServer(MariaDbConfig schema) {
    Map<String, String> environment = new HashMap<>();
    environment.put("LANISTA_STORAGE_URL", schema.url());
    environment.put("LANISTA_STORAGE_USER", schema.user());
    environment.put("LANISTA_STORAGE_PASSWORD", schema.password());
    return environment;
  }

  private static Ended lanista(Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(RunningServer.home().resolve("bin").resolve("lanista").toString());
    command.addAll(List.of(arguments));
    Map<String, String> all = new HashMap<>(environment);
    all.put("LANISTA_CACHE", "off");
    try (Program program = Program.start(command, all)) {
      int exit = program.exit(LONG);
      return new Ended(exit, program.output());
    }
  }
}
