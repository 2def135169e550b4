package io.lanista.distribution.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path home;

  @Test
  void optionBeatsEnvironmentBeatsFileBeatsDefault() throws Exception {
    Path file = conf("server.port = 1");
    assertThat(load(Map.of(), Map.of(), Optional.empty()).config().server().port()).isEqualTo(8000);
    assertThat(load(Map.of(), Map.of(), Optional.of(file)).config().server().port()).isEqualTo(1);
    Map<String, String> environment = Map.of("LANISTA_SERVER_PORT", "2");
    assertThat(load(environment, Map.of(), Optional.of(file)).config().server().port())
        .isEqualTo(2);
    assertThat(
            load(environment, Map.of("server.port", "3"), Optional.of(file))
                .config()
                .server()
                .port())
        .isEqualTo(3);
  }

  @Test
  void everySettingSaysWhereItCameFrom() throws Exception {
    Path file = conf("match {\n  timeout = 10m\n}\n");
    var loaded =
        load(Map.of("LANISTA_LOG_LEVEL", "warn"), Map.of("server.port", "0"), Optional.of(file));
    assertThat(loaded.settings())
        .contains(
            new Setting("match.timeout", "10m", "lanista.conf:2"),
            new Setting("log.level", "warn", "LANISTA_LOG_LEVEL"),
            new Setting("server.port", "0", "option --port"),
            new Setting("server.host", "127.0.0.1", "default"));
  }

  @Test
  void aPasswordInTheAddressOfTheDatabaseIsRefusedAndNotRepeated() throws Exception {
    Path file = conf("storage.url = \"mariadb://db/arena?password=hunter2\"");
    var problems =
        catchThrowableOfType(
            ConfigProblems.class, () -> load(Map.of(), Map.of(), Optional.of(file)));
    assertThat(problems.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.toString())
                    .contains("storage.url")
                    .contains("keys of their own")
                    .doesNotContain("hunter2"));
  }

  @Test
  void saysEveryProblemAtOnceWithItsPlace() throws Exception {
    Path file =
        conf(
            """
            server {
              prot = 8000
              max-body = 12
              trusted-proxies = ["10.0.0.0/40"]
            }
            match.timeout = 300
            stream { upload = everybody }
            wager = 7
            queues.Netplay.policy = fifo
            """);
    var problems =
        catchThrowableOfType(
                ConfigProblems.class,
                () ->
                    load(
                        Map.of("LANISTA_SERVER_PORTT", "1", "LANISTA_REPLAY_CHECK_START", "maybe"),
                        Map.of("server.port", "70000"),
                        Optional.of(file)))
            .problems();
    assertThat(problems.stream().map(Problem::toString))
        .anyMatch(s -> s.matches("lanista.conf:2: .*server.prot.* Did you mean server.port\\?"))
        .anyMatch(s -> s.matches("lanista.conf:3: server.max-body must be a size with its unit.*"))
        .anyMatch(s -> s.matches("lanista.conf:4: server.trusted-proxies must be .*"))
        .anyMatch(s -> s.matches("lanista.conf:6: match.timeout must be .*unit.*found: 300"))
        .anyMatch(s -> s.matches("lanista.conf:7: stream.upload must be polled-address or .*"))
        .anyMatch(s -> s.matches("lanista.conf:8: wager is a section.*"))
        .anyMatch(s -> s.matches("queues: A queue's name .*"))
        .anyMatch(s -> s.matches("LANISTA_REPLAY_CHECK_START: .*true or false; found: maybe"))
        .anyMatch(s -> s.matches("option --port: server.port must be .*65535; found: 70000"))
        .anyMatch(s -> s.matches("LANISTA_SERVER_PORTT: .* Did you mean LANISTA_SERVER_PORT\\?"));
  }

  @Test
  void brokenSyntaxIsOneProblemWithItsLine() throws Exception {
    Path file = conf("server {\n  port = \n");
    var problems =
        catchThrowableOfType(
                ConfigProblems.class, () -> load(Map.of(), Map.of(), Optional.of(file)))
            .problems();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).from()).startsWith("lanista.conf:");
  }

  @Test
  void namedFileMustBeThere() {
    assertThat(
            catchThrowableOfType(
                ConfigProblems.class,
                () -> load(Map.of(), Map.of(), Optional.of(home.resolve("nowhere.conf")))))
        .hasMessageContaining("no such file");
  }

  @Test
  void secretInTheFileIsRefusedAndNotRepeated() throws Exception {
    Path file = conf("admin.token = hunter2hunter2");
    assertThat(
            catchThrowableOfType(
                ConfigProblems.class, () -> load(Map.of(), Map.of(), Optional.of(file))))
        .hasMessageContaining("LANISTA_ADMIN_TOKEN")
        .hasMessageContaining("admin.token-file")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void secretFromTheEnvironmentIsNeverShown() throws Exception {
    var loaded = load(Map.of("LANISTA_ADMIN_TOKEN", "hunter2"), Map.of(), Optional.empty());
    assertThat(loaded.config().admin().token()).contains(new Secret("hunter2"));
    assertThat(loaded.config().toString() + loaded.settings()).doesNotContain("hunter2");
  }

  @Test
  void aPasswordInTheAddressOfRedisIsRefusedAndNotRepeated() throws Exception {
    Path file = conf("redis.url = \"redis://user:hunter2@localhost:6379\"");
    assertThat(
            catchThrowableOfType(
                ConfigProblems.class, () -> load(Map.of(), Map.of(), Optional.of(file))))
        .hasMessageContaining("LANISTA_REDIS_PASSWORD")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void theChainNeedsAKeyAndSaysHowToGiveIt() throws Exception {
    Path file = conf("chain.rpc-url = \"http://127.0.0.1:8545\"");
    assertThat(
            catchThrowableOfType(
                ConfigProblems.class, () -> load(Map.of(), Map.of(), Optional.of(file))))
        .hasMessageContaining("LANISTA_CHAIN_KEY")
        .hasMessageContaining("chain.key-file");
  }

  @Test
  void aKeyOfTheChainThatIsNoneIsRefusedAndNotRepeated() {
    assertThatThrownBy(
            () ->
                load(Map.of("LANISTA_CHAIN_KEY", "hunter2".repeat(9)), Map.of(), Optional.empty()))
        .isInstanceOf(ConfigProblems.class)
        .hasMessageContaining("64 hexadecimal digits")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void theKeyOfTheChainIsNotReadFromAFileThatOthersCanRead() throws Exception {
    Path key = Files.writeString(home.resolve("wallet"), "4c".repeat(32) + "\n");
    Path file = conf("chain { rpc-url = \"http://127.0.0.1:8545\", key-file = wallet }");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(
            catchThrowableOfType(
                ConfigProblems.class, () -> load(Map.of(), Map.of(), Optional.of(file))))
        .hasMessageContaining("chmod 600 " + key)
        .hasMessageNotContaining("4c4c");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertThat(load(Map.of(), Map.of(), Optional.of(file)).config().chain().key())
        .contains(new Secret("4c".repeat(32)));
  }

  @Test
  void ofAnRpcUrlOnlyTheHostIsEverShown() throws Exception {
    String url = "https://me:hunter2@rpc.example:8443/v2/hunter2?key=hunter2";
    Map<String, String> environment =
        Map.of("LANISTA_CHAIN_RPC_URL", url, "LANISTA_CHAIN_KEY", "4c".repeat(32));
    var loaded = load(environment, Map.of(), Optional.empty());
    assertThat(loaded.config().chain().rpcUrl()).contains(new Secret(url));
    assertThat(loaded.settings())
        .contains(
            new Setting(
                "chain.rpc-url", "https://rpc.example:8443/(hidden)", "LANISTA_CHAIN_RPC_URL"));
    assertThat(loaded.config().toString() + loaded.settings())
        .doesNotContain("hunter2")
        .doesNotContain("4c4c");
    for (String wrong :
        new String[] {
          "ws://hunter2", "https://rpc/ hunter2", "hunter2", "https://hunter2/" + "h".repeat(1024)
        }) {
      assertThat(
              catchThrowableOfType(
                  ConfigProblems.class,
                  () -> load(Map.of("LANISTA_CHAIN_RPC_URL", wrong), Map.of(), Optional.empty())))
          .hasMessageContaining("chain.rpc-url")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void whatTheChainTakesHasBounds() throws Exception {
    Path file =
        conf(
            """
            chain {
              confirmations = 65
              low-balance = "1e-19"
              contracts.wager = "0x12"
            }
            """);
    assertThat(
            catchThrowableOfType(
                    ConfigProblems.class, () -> load(Map.of(), Map.of(), Optional.of(file)))
                .problems()
                .stream()
                .map(Problem::toString))
        .anyMatch(s -> s.matches("default: chain.watch-depth is 64: .*confirmations, which is 65."))
        .anyMatch(s -> s.matches("lanista.conf:3: chain.low-balance .*18 decimals."))
        .anyMatch(s -> s.matches("lanista.conf:4: chain.contracts.wager .*40 hexadecimal.*"));
  }

  @Test
  void anEngineForRoomsOnlyNeedsADatabaseItCanShare() throws Exception {
    Path file = conf("engine.serves = rooms");
    assertThat(
            catchThrowableOfType(
                ConfigProblems.class, () -> load(Map.of(), Map.of(), Optional.of(file))))
        .hasMessageContaining("storage.url");
    Path shared = conf("engine.serves = rooms\nstorage.url = \"mariadb://localhost:3306/lanista\"");
    assertThat(load(Map.of(), Map.of(), Optional.of(shared)).config().engine().isRoomsOnly())
        .isTrue();
  }

  @Test
  void secretFileMustBeItsOwnersOnly() throws Exception {
    Path token = Files.writeString(home.resolve("token"), "hunter2\n");
    Path file = conf("admin.token-file = token");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(
            catchThrowableOfType(
                ConfigProblems.class, () -> load(Map.of(), Map.of(), Optional.of(file))))
        .hasMessageContaining("chmod 600");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    assertThat(load(Map.of(), Map.of(), Optional.of(file)).config().admin().token())
        .contains(new Secret("hunter2"));
  }

  @Test
  void aMisspeltPortIsNotTakenForAServiceLink() {
    assertThatThrownBy(() -> load(Map.of("LANISTA_SEVER_PORT", "9000"), Map.of(), Optional.empty()))
        .isInstanceOf(ConfigProblems.class)
        .hasMessageContaining("LANISTA_SEVER_PORT")
        .hasMessageContaining("Did you mean LANISTA_SERVER_PORT?");
  }

  @Test
  void variablesOfTheLauncherAndOfKubernetesAreNoMistakes() throws Exception {
    Map<String, String> environment =
        Map.of(
            "LANISTA_JAVA_OPTS", "-Xmx1g",
            "LANISTA_HOME", "/opt/lanista",
            "LANISTA_REQUIRE_REAL", "true",
            "LANISTA_PORT", "tcp://10.0.0.1:8000",
            "LANISTA_PORT_8000_TCP_ADDR", "10.0.0.1",
            "LANISTA_WEB_PORT", "tcp://10.0.0.1:80",
            "LANISTA_SERVICE_HOST", "10.0.0.1",
            "LANISTA_SERVICE_PORT_HTTP", "8000");
    assertThat(load(environment, Map.of(), Optional.empty()).config().server().port())
        .isEqualTo(8000);
  }

  @Test
  void pluginSettingsComeFromFileAndEnvironment() throws Exception {
    Path file = conf("plugins.settings { room-blitz { rounds = 3, limits { most = 9 } } }");
    var config =
        load(
                Map.of(
                    "LANISTA_PLUGINS_SETTINGS_ROOM_BLITZ_ROUNDS", "4",
                    "LANISTA_PLUGINS_SETTINGS_ELO_BAND__START_WIDTH", "50"),
                Map.of(),
                Optional.of(file))
            .config();
    assertThat(config.plugins().settings())
        .containsEntry("room-blitz", Map.of("rounds", "4", "limits.most", "9"))
        .containsEntry("elo-band", Map.of("start-width", "50"));
  }

  @Test
  void furtherQueuesHaveTheSameDefaults() throws Exception {
    Path file = conf("queues.ranked { policy = elo-band }");
    var queues = load(Map.of(), Map.of(), Optional.of(file)).config().queues();
    assertThat(queues.keySet().stream().map(Object::toString))
        .containsExactly("duel", "netplay", "practice", "ranked");
    assertThat(queues.values().stream().map(QueueConfig::ticketTimeout))
        .containsOnly(Duration.ofMinutes(5));
  }

  @Test
  void pathsOfTheFileStartFromTheInstallation() throws Exception {
    Path file = conf("data.dir = store");
    assertThat(load(Map.of(), Map.of(), Optional.of(file)).config().data().dir())
        .isEqualTo(home.resolve("store").toAbsolutePath());
    assertThat(
            load(Map.of("LANISTA_DATA_DIR", "store"), Map.of(), Optional.of(file))
                .config()
                .data()
                .dir())
        .isEqualTo(Path.of("store").toAbsolutePath());
  }

  @Test
  void burstBelowTheSteadyRateIsAProblem() throws Exception {
    Path file = conf("server.request-burst-per-client = 10");
    assertThat(
            catchThrowableOfType(
                ConfigProblems.class, () -> load(Map.of(), Map.of(), Optional.of(file))))
        .hasMessageContaining("lanista.conf:1: server.request-burst-per-client is 10");
  }

  private Path conf(String text) throws IOException {
    return Files.writeString(home.resolve("lanista.conf"), text);
  }

  private ConfigLoader.Loaded load(
      Map<String, String> environment, Map<String, String> options, Optional<Path> file)
      throws ConfigProblems {
    return new ConfigLoader(home, environment).load(file, options);
  }
}
