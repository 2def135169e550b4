package io.lanista.distribution.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.http.limit.Cidr;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Each section with every key set to something else than its default, by environment. */
class MappingTest {
  private static final Path HOME = Path.of("/opt/lanista");
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void serverKeysAreRead() throws Exception {
    set("SERVER_HOST", "0.0.0.0");
    set("SERVER_PORT", "9000");
    set("SERVER_PUBLIC_URL", "https://arena.example/");
    set("SERVER_TRUSTED_PROXIES", "10.0.0.0/8, ::1");
    set("SERVER_IDLE_TIMEOUT", "45s");
    set("SERVER_SHUTDOWN_GRACE", "1500ms");
    assertThat(load().server())
        .isEqualTo(
            new ServerConfig(
                "0.0.0.0",
                9000,
                Optional.of(URI.create("https://arena.example")),
                List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("::1")),
                Duration.ofSeconds(45),
                Duration.ofMillis(1500)));
  }

  @Test
  void limitKeysAreRead() throws Exception {
    set("SERVER_MAX_CONNECTIONS", "11");
    set("SERVER_MAX_CONNECTIONS_PER_CLIENT", "5");
    set("SERVER_REQUESTS_PER_SECOND_PER_CLIENT", "6");
    set("SERVER_REQUEST_BURST_PER_CLIENT", "7");
    set("SERVER_MAX_BODY", "1 MiB");
    assertThat(load().limits()).isEqualTo(new LimitsConfig(11, 5, 6, 7, DataSize.mebibytes(1)));
  }

  @Test
  void corsKeysAreRead() throws Exception {
    set("SERVER_CORS_ORIGINS", "https://a.example,http://localhost:3000");
    assertThat(load().cors())
        .isEqualTo(new CorsConfig(List.of("https://a.example", "http://localhost:3000")));
  }

  @Test
  void dataKeysAreRead() throws Exception {
    set("DATA_DIR", "/var/lib/lanista");
    set("DATA_MIN_FREE_SPACE", "1 GiB");
    assertThat(load().data())
        .isEqualTo(new DataConfig(Path.of("/var/lib/lanista"), DataSize.gibibytes(1)));
  }

  @Test
  void storageKeysAreRead() throws Exception {
    set("STORAGE_SQLITE_SYNCHRONOUS", "NORMAL");
    set("STORAGE_URL", "mariadb://db.example:3307/arena");
    set("STORAGE_USER", "engine");
    set("STORAGE_PASSWORD", "very secret");
    set("STORAGE_CONNECTIONS", "16");
    assertThat(load().storage())
        .isEqualTo(
            new StorageConfig(
                "jdbc:mariadb://db.example:3307/arena",
                "engine",
                Optional.of(new Secret("very secret")),
                16,
                StorageConfig.Synchronous.NORMAL));
  }

  @Test
  void queueKeysAreRead() throws Exception {
    set("QUEUES_NETPLAY_POLICY", "elo-band");
    set("QUEUES_NETPLAY_RUNNER", "pong");
    set("QUEUES_NETPLAY_TICKET_TIMEOUT", "90s");
    set("QUEUES_NETPLAY_MAX_WAITING", "12");
    set("QUEUES_DUEL_TRAINING", "true");
    assertThat(load().queues())
        .containsOnly(
            Map.entry(
                QueueConfig.NETPLAY,
                new QueueConfig(
                    QueueConfig.NETPLAY, "elo-band", "pong", Duration.ofSeconds(90), 12, false)),
            Map.entry(
                QueueConfig.DUEL,
                new QueueConfig(
                    QueueConfig.DUEL, "elo-band", "duel", Duration.ofMinutes(5), 100_000, true)),
            Map.entry(
                QueueConfig.PRACTICE,
                new QueueConfig(
                    QueueConfig.PRACTICE,
                    "elo-band",
                    "duel",
                    Duration.ofMinutes(5),
                    100_000,
                    true)));
  }

  @Test
  void hostingKeysAreRead() throws Exception {
    set("HOSTING_PLACES", "3");
    set("HOSTING_ACCEPT_WITHIN", "20s");
    set("HOSTING_MOVE_DEADLINE", "50ms");
    set("HOSTING_HELLO_DEADLINE", "4s");
    set("HOSTING_FAILURES_IN_A_ROW", "4");
    set("HOSTING_FAILURES", "5");
    set("HOSTING_WORLD_START", "3s");
    set("HOSTING_FRAME_TIMEOUT", "2s");
    set("HOSTING_LONGEST_GAME", "600");
    set("HOSTING_LONGEST_TIME", "2h");
    set("HOSTING_PACE", "0");
    set("HOSTING_MAX_RECORDING", "1 MiB");
    set("HOSTING_MAX_VIEWERS", "7");
    set("HOSTING_KEEP_LOGS", "1d");
    set("HOSTING_FIGHTERS", "/shared");
    assertThat(load().hosting())
        .isEqualTo(
            new HostingConfig(
                OptionalInt.of(3),
                Duration.ofSeconds(20),
                Duration.ofMillis(50),
                Duration.ofSeconds(4),
                4,
                5,
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                600,
                Duration.ofHours(2),
                0,
                DataSize.mebibytes(1),
                7,
                Duration.ofDays(1),
                Path.of("/shared")));
  }

  @Test
  void placesAreNoMoreThanHaveRoomForBothTheirFighters() throws Exception {
    assertThat(load().hosting().placesOn(1)).isEqualTo(1);
    assertThat(load().hosting().placesOn(8)).isEqualTo(4);
    assertThat(load().hosting().placesOn(128)).isEqualTo(30);
    set("HOSTING_PLACES", "31");
    assertThatThrownBy(this::load).hasMessageContaining("from 0 to 30");
  }

  @Test
  void sandboxKeysAreRead() throws Exception {
    set("SANDBOX_KIND", "none");
    set("SANDBOX_MEMORY", "64 MiB");
    set("SANDBOX_CPU", "90s");
    set("SANDBOX_LOG", "8 KiB");
    set("SANDBOX_PYTHON", "/opt/python3");
    set("SANDBOX_JAVA", "/opt/java");
    assertThat(load().sandbox())
        .isEqualTo(
            new SandboxConfig(
                SandboxConfig.Kind.NONE,
                DataSize.mebibytes(64),
                Duration.ofSeconds(90),
                DataSize.kibibytes(8),
                Optional.of(Path.of("/opt/python3")),
                Optional.of(Path.of("/opt/java"))));
  }

  @Test
  void matchAndWagerKeysAreRead() throws Exception {
    set("MATCH_TIMEOUT", "1h");
    set("WAGER_PROPOSAL_WINDOW", "5s");
    set("WAGER_ANSWER_WINDOW", "6s");
    assertThat(load().match()).isEqualTo(new MatchConfig(Duration.ofHours(1)));
    assertThat(load().wager())
        .isEqualTo(new WagerConfig(Duration.ofSeconds(5), Duration.ofSeconds(6)));
  }

  @Test
  void streamKeysAreRead() throws Exception {
    set("STREAM_UPLOAD", "ticket");
    set("STREAM_VIEWER_BUFFER", "64");
    set("STREAM_MAX_VIEWERS_PER_MATCH", "65");
    set("STREAM_PING_AFTER", "20s");
    set("STREAM_LINGER", "0ms");
    assertThat(load().stream())
        .isEqualTo(
            new StreamConfig(
                StreamConfig.Upload.TICKET, 64, 65, Duration.ofSeconds(20), Duration.ZERO));
  }

  @Test
  void signingKeysAreRead() throws Exception {
    String contract = "0x" + "ab".repeat(20);
    set("SIGNING_NAME", "Test");
    set("SIGNING_VERSION", "2");
    set("SIGNING_CHAIN_ID", "10143");
    set("SIGNING_CONTRACT", contract);
    assertThat(load().signing().domain())
        .isEqualTo(
            new SigningDomain(
                "Test", "2", BigInteger.valueOf(10143), WalletAddress.parse(contract)));
  }

  @Test
  void chainKeysAreRead() throws Exception {
    set("CHAIN_RPC_URL", "https://rpc.example/v2/of-the-provider");
    set("CHAIN_KEY", "0x" + "4c".repeat(32));
    set("CHAIN_CONFIRMATIONS", "3");
    set("CHAIN_WATCH_DEPTH", "12");
    set("CHAIN_POLL_INTERVAL", "250ms");
    set("CHAIN_STUCK_AFTER", "30s");
    set("CHAIN_MAX_FEE_GWEI", "7");
    set("CHAIN_LOW_BALANCE", "1.5");
    set("CHAIN_REQUEST_TIMEOUT", "1s");
    set("CHAIN_CONTRACTS_WAGER", "0x" + "01".repeat(20));
    set("CHAIN_CONTRACTS_PREDICTION_POOL", "0x" + "02".repeat(20));
    set("CHAIN_CONTRACTS_REPUTATION_REGISTRY", "0x" + "03".repeat(20));
    set("CHAIN_CONTRACTS_IDENTITY_REGISTRY", "0x" + "04".repeat(20));
    assertThat(load().chain())
        .isEqualTo(
            new ChainConfig(
                Optional.of(new Secret("https://rpc.example/v2/of-the-provider")),
                Optional.of(new Secret("0x" + "4c".repeat(32))),
                Map.of(
                    ChainContract.WAGER, WalletAddress.parse("0x" + "01".repeat(20)),
                    ChainContract.PREDICTION_POOL, WalletAddress.parse("0x" + "02".repeat(20)),
                    ChainContract.REPUTATION_REGISTRY, WalletAddress.parse("0x" + "03".repeat(20)),
                    ChainContract.IDENTITY_REGISTRY, WalletAddress.parse("0x" + "04".repeat(20))),
                3,
                12,
                Duration.ofMillis(250),
                Duration.ofSeconds(30),
                new BigInteger("7000000000"),
                new BigInteger("1500000000000000000"),
                Duration.ofSeconds(1)));
  }

  @Test
  void replayAndRegistrationKeysAreRead() throws Exception {
    set("REPLAY_MAX_SIZE", "1 MiB");
    set("REPLAY_CLOCK_ALLOWANCE", "1m");
    set("REPLAY_CHECK_START", "false");
    set("REPLAY_KEEP", "30d");
    set("REPLAY_STORE", "s3");
    set("REPLAY_S3_BUCKET", "recordings");
    set("REPLAY_S3_ENDPOINT", "http://store:9000");
    set("REPLAY_S3_REGION", "here");
    set("REPLAY_S3_PREFIX", "arena");
    set("REPLAY_S3_ACCESS_KEY", "key");
    set("REPLAY_S3_SECRET_KEY", "secret");
    set("REGISTRATION_PER_ADDRESS_PER_HOUR", "0");
    assertThat(load().replay())
        .isEqualTo(
            new ReplayConfig(
                DataSize.mebibytes(1),
                Duration.ofMinutes(1),
                false,
                Duration.ofDays(30),
                Optional.of(
                    new S3Config(
                        "recordings",
                        Optional.of(URI.create("http://store:9000")),
                        "here",
                        "arena/",
                        "key",
                        Optional.of(new Secret("secret"))))));
    assertThat(load().registration()).isEqualTo(new RegistrationConfig(0));
  }

  @Test
  void pluginAndLogKeysAreRead() throws Exception {
    set("PLUGINS_DIR", "/srv/plugins");
    set("PLUGINS_CALL_TIMEOUT", "500ms");
    set("LOG_LEVEL", "debug");
    set("LOG_FORMAT", "json");
    assertThat(load().plugins())
        .isEqualTo(new PluginsConfig(Path.of("/srv/plugins"), Duration.ofMillis(500), Map.of()));
    assertThat(load().log()).isEqualTo(new LogConfig(LogConfig.Level.DEBUG, LogConfig.Format.JSON));
  }

  private void set(String name, String value) {
    environment.put("LANISTA_" + name, value);
  }

  private LanistaConfig load() throws ConfigProblems {
    return new ConfigLoader(HOME, environment).load(Optional.empty(), Map.of()).config();
  }
}
