package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.chain.ResultSigner;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import io.lanista.http.openapi.DocumentedAnswers;
import io.lanista.sql.MariaDbConfig;
import io.lanista.sql.RealMariaDb;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls every documented operation in a situation for every status it declares, and holds each
 * answer against the document. The last test counts: whatever is declared was answered.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenApiIT {
  /** A defect of ours by definition: a request that reliably makes one would be a bug to fix. */
  private static final int DEFECT = 500;

  private static final String NOBODY = UUID.randomUUID().toString();
  private static final byte[] GARBAGE = "{\"no\":".getBytes(StandardCharsets.UTF_8);
  private static final ResultSigner SIGNER = ResultSigner.of(BigInteger.valueOf(11));
  private static final ResultSigner OTHER = ResultSigner.of(BigInteger.valueOf(12));

  private static final String START =
      "{\"stage_id\":31,\"players\":[{\"port\":1,\"character_id\":2,\"connect_code\":\"A#1\"}]}";
  private static final String FRAME =
      "{\"frame\":1,\"players\":[{\"port\":1,\"x\":0.5,\"y\":1,\"action_state_id\":14,"
          + "\"facing_direction\":1,\"percent\":0.0,\"stocks\":4}]}";

  /** What each operation with a body understands. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("joinQueue", "{\"connect_code\":\"NEW#1\"}"),
          Map.entry("reportResult", "{\"queue_id\":\"" + NOBODY + "\",\"outcome\":\"won\"}"),
          Map.entry("uploadReplay", "not a recording"),
          Map.entry(
              "submitSignature",
              "{\"address\":\"" + SIGNER.address() + "\",\"signature\":\"" + hex(130) + "\"}"),
          Map.entry(
              "proposeWager", "{\"queue_id\":\"" + NOBODY + "\",\"amount_wei\":1,\"wager_id\":1}"),
          Map.entry("acceptWager", "{\"queue_id\":\"" + NOBODY + "\"}"),
          Map.entry("declineWager", "{\"queue_id\":\"" + NOBODY + "\"}"),
          Map.entry("streamStart", START),
          Map.entry("streamFrames", "{\"frames\":[" + FRAME + "]}"),
          Map.entry("streamFrame", FRAME),
          Map.entry(
              "streamGameEnd", "{\"game_number\":1,\"winner_port\":1,\"end_method\":\"stocks\"}"),
          Map.entry("streamEnd", "{\"winner_port\":1,\"final_score\":[1,0]}"),
          Map.entry("adminResolveMatch", "{\"winner\":\"p1\",\"reason\":\"seen\"}"),
          Map.entry("adminChainRetry", "{\"match_id\":\"" + NOBODY + "\"}"),
          Map.entry("installPlugin", "not a plugin"),
          Map.entry("register", "{\"username\":\"somebody\"}"),
          Map.entry(
              "createRoom",
              "{\"format\":\"arena\",\"limit_seconds\":60,\"teams\":["
                  + "{\"members\":[{\"username\":\"one\",\"judge_account\":\"a\"}]},"
                  + "{\"members\":[{\"username\":\"two\",\"judge_account\":\"b\"}]}],"
                  + "\"problems\":[{\"problem_id\":\"P1\"}]}"),
          Map.entry("syncRoom", "{\"problem_id\":\"P1\"}"),
          Map.entry("joinArena", "{\"format\":[\"bo3\"],\"fighter\":\"nobodys\"}"),
          Map.entry(
              "challengePlayer",
              "{\"opponent\":\"nobody-here\",\"format\":\"bo3\",\"fighter\":\"nobodys\"}"),
          Map.entry("acceptChallenge", "{\"fighter\":\"nobodys\"}"),
          Map.entry("uploadFighter", "not a zip"),
          Map.entry(
              "postVerdicts",
              "{\"verdicts\":[{\"submission_id\":1,\"account\":\"a\",\"problem_id\":\"P1\","
                  + "\"submitted_at\":1,\"verdict\":\"accepted\"}]}"));

  /** What a player's key is for. */
  private static final Set<String> OF_MEMBERS =
      Set.of(
          "createRoom",
          "readyForRoom",
          "beatInRoom",
          "syncRoom",
          "cancelRoom",
          "joinArena",
          "leaveArena",
          "arenaStatus",
          "acceptMatch",
          "declineMatch",
          "getFighterLog",
          "challengePlayer",
          "incomingChallenges",
          "acceptChallenge",
          "declineChallenge",
          "listBlocks",
          "getBlock",
          "blockPlayer",
          "unblockPlayer",
          "uploadFighter",
          "listFighters",
          "getFighter");

  /** Those that take a key or none, but no wrong one. */
  private static final Set<String> KEY_OPTIONAL = Set.of("joinQueue", "getRoom", "roomEvents");

  /** Those that answer from memory, and WebSockets, whose answers are other ones. */
  private static final Set<String> NEEDS_NO_DATABASE =
      Set.of(
          "healthLive",
          "metrics",
          "openApiDocument",
          "asyncApiDocument",
          "docsPage",
          "docsAsset",
          "uploadMatch",
          "watchMatch",
          "agentEvents",
          "matchState",
          // No chain is configured.
          "adminChain",
          // Plugins are files.
          "listPlugins",
          "installPlugin",
          "reloadPlugin",
          "enablePlugin",
          "disablePlugin");

  @TempDir static Path folder;

  private static RunningServer server;
  private static PluginFolderCopy plugins;
  private static Map<String, Operation> operations;
  private static DocumentedAnswers documented;
  private static final Set<String> produced = new TreeSet<>();
  private static String[] member;

  /** One operation of the document. */
  private record Operation(String name, String method, String template, JsonNode described) {
    boolean declares(int status) {
      return described.path("responses").has(Integer.toString(status));
    }

    boolean takesBody() {
      return described.has("requestBody");
    }

    String path(String id) {
      String path =
          template
              .replace("{username}", "nobody-here")
              .replaceAll("\\{(game|n)}", "1")
              .replaceAll("\\{[^}]*}", id);
      return name.equals("uploadReplay") ? path + "?queue_id=" + NOBODY : path;
    }

    Optional<byte[]> body() {
      return takesBody()
          ? Optional.of(BODIES.get(name).getBytes(StandardCharsets.UTF_8))
          : Optional.empty();
    }
  }

  @BeforeAll
  static void start() throws Exception {
    plugins = new PluginFolderCopy(folder.resolve("plugins"));
    server =
        RunningServer.start(
            folder.resolve("data"),
            Map.of(
                "replay.max-size",
                "1MiB",
                "registration.per-address-per-hour",
                "0",
                "plugins.dir",
                plugins.path().toString(),
                "sandbox.kind",
                "none"),
            RoomPlay.environment());
    member = bearer(server.post("/api/v1/register", "{\"username\":\"a-member\"}").at("/api_key"));
    JsonNode document = server.get("/openapi.json").body();
    documented = new DocumentedAnswers(document);
    operations = new LinkedHashMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        verb -> {
                          String name = verb.getValue().path("operationId").asText();
                          operations.put(
                              name,
                              new Operation(
                                  name,
                                  verb.getKey().toUpperCase(java.util.Locale.ROOT),
                                  path.getKey(),
                                  verb.getValue()));
                        }));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Order(1)
  void queueAnswersAsDocumented() throws Exception {
    String code = RunningServer.code();
    Answer joined = call(200, "joinQueue", "", "{\"connect_code\":\"" + code + "\"}");
    call(
        401,
        "joinQueue",
        "",
        "{\"connect_code\":\"" + code + "\"}",
        "Authorization",
        "Bearer no-such-key");
    call(422, "joinQueue", "", "{\"connect_code\":\"\"}");
    call(422, "joinQueue", "", RunningServer.joining(code, "0x12"));
    call(422, "joinQueue", "", "{\"connect_code\":\"A\",\"agent_id\":-1}");
    call(200, "pollQueue", joined.at("/queue_id"), null);
    call(404, "pollQueue", NOBODY, null);
    call(404, "pollQueue", "malformed", null);
    call(422, "pollQueue", joined.at("/queue_id") + "?wait=x", null);
    call(200, "leaveQueue", joined.at("/queue_id"), null);
    call(200, "leaveQueue", NOBODY, null);
    String key = UUID.randomUUID().toString();
    Answer named =
        call(200, "joinQueue", "", RunningServer.joining(code, null), "Idempotency-Key", key);
    call(
        409,
        "joinQueue",
        "",
        RunningServer.joining(RunningServer.code(), null),
        "Idempotency-Key",
        key);
    call(200, "leaveQueue", named.at("/queue_id"), null);
  }

  @Test
  @Order(1)
  void matchesAndReports() throws Exception {
    Paired paired = server.pair();
    call(200, "getMatch", paired.match(), null);
    call(200, "listMatches", "", null);
    call(422, "listMatches", "?limit=0", null);
    call(422, "listMatches", "?cursor=nonsense", null);
    call(400, "getTypedData", paired.match(), null);
    call(400, "submitSignature", paired.match(), BODIES.get("submitSignature"));
    call(403, "reportResult", paired.match(), BODIES.get("reportResult"));
    call(
        422,
        "reportResult",
        paired.match(),
        RunningServer.reporting(paired.queue1(), "COMPLETED", 100, 0));
    call(
        422,
        "reportResult",
        paired.match(),
        RunningServer.reporting(paired.queue1(), "shrug", 1, 0));
    call(
        200,
        "reportResult",
        paired.match(),
        RunningServer.reporting(paired.queue1(), "COMPLETED", 3, 1));
    call(
        409,
        "reportResult",
        paired.match(),
        RunningServer.reporting(paired.queue1(), "COMPLETED", 2, 1));
    server.report(paired, paired.queue2(), "COMPLETED", 1, 3);
    call(200, "getMatch", paired.match(), null);
    call(
        409,
        "reportResult",
        paired.match(),
        RunningServer.reporting(paired.queue2(), "COMPLETED", 3, 1));
  }

  @Test
  @Order(1)
  void replaysAnswerAsDocumented() throws Exception {
    Paired paired = server.pair();
    server.dispute(paired);
    byte[] game = Recordings.game(paired, 0);
    upload(403, paired.match(), NOBODY, game);
    upload(422, paired.match(), paired.queue1(), GARBAGE);
    upload(413, paired.match(), paired.queue1(), new byte[(1 << 20) + 1]);
    upload(200, paired.match(), paired.queue1(), game);
    upload(409, paired.match(), paired.queue2(), Recordings.game(paired, 1));
    call(200, "getMatch", paired.match(), null);
  }

  @Test
  @Order(1)
  void signaturesAnswerAsDocumented() throws Exception {
    Paired paired =
        server.pair(
            RunningServer.code(),
            SIGNER.address().toString(),
            RunningServer.code(),
            OTHER.address().toString());
    call(200, "listSignatures", paired.match(), null);
    call(400, "getProof", paired.match(), null);
    server.complete(paired);
    Answer typed = call(200, "getTypedData", paired.match(), null);
    call(400, "getProof", paired.match(), null);
    call(422, "submitSignature", paired.match(), BODIES.get("submitSignature"));
    for (ResultSigner signer : new ResultSigner[] {SIGNER, OTHER}) {
      call(200, "submitSignature", paired.match(), Signing.of(signer, typed.body()));
    }
    call(200, "listSignatures", paired.match(), null);
    call(200, "getProof", paired.match(), null);
  }

  @Test
  @Order(1)
  void chainAnswersAsDocumented() throws Exception {
    call(200, "adminChain", "", null, RunningServer.admin());
    String retry = BODIES.get("adminChainRetry");
    call(404, "adminChainRetry", "", retry, RunningServer.admin());
    String match = server.pair().match();
    call(200, "adminChainRetry", "", retry.replace(NOBODY, match), RunningServer.admin());
  }

  @Test
  @Order(1)
  void wagersAnswerAsDocumented() throws Exception {
    Paired paired = server.pair();
    call(200, "getWager", paired.match(), null);
    call(403, "proposeWager", paired.match(), BODIES.get("proposeWager"));
    call(403, "acceptWager", paired.match(), BODIES.get("acceptWager"));
    call(403, "declineWager", paired.match(), BODIES.get("declineWager"));
    String first = "{\"queue_id\":\"" + paired.queue1() + "\"}";
    String second = "{\"queue_id\":\"" + paired.queue2() + "\"}";
    call(400, "acceptWager", paired.match(), second);
    call(400, "declineWager", paired.match(), second);
    call(422, "proposeWager", paired.match(), proposal(paired.queue1(), "0"));
    call(200, "proposeWager", paired.match(), proposal(paired.queue1(), "5"));
    call(400, "proposeWager", paired.match(), proposal(paired.queue2(), "6"));
    call(400, "acceptWager", paired.match(), first);
    call(200, "acceptWager", paired.match(), second);
    call(200, "getWager", paired.match(), null);
    Paired declined = server.pair();
    call(200, "proposeWager", declined.match(), proposal(declined.queue2(), "5"));
    call(200, "declineWager", declined.match(), "{\"queue_id\":\"" + declined.queue1() + "\"}");
  }

  @Test
  @Order(1)
  void streamsAnswerAsDocumented() throws Exception {
    Paired paired = server.pair();
    for (String name :
        new String[] {"streamStart", "streamFrames", "streamFrame", "streamGameEnd", "streamEnd"}) {
      call(403, name, paired.match() + "?queue_id=" + NOBODY, BODIES.get(name));
      call(200, name, paired.match() + "?queue_id=" + paired.queue1(), BODIES.get(name));
      if (!name.equals("streamEnd")) {
        call(409, name, paired.match() + "?queue_id=" + paired.queue2(), BODIES.get(name));
      }
    }
    call(
        409, "streamEnd", paired.match() + "?queue_id=" + paired.queue1(), BODIES.get("streamEnd"));
    call(200, "countViewers", paired.match(), null);
  }

  @Test
  @Order(1)
  void socketsAnswerAsDocumented() throws Exception {
    String match = server.pair().match();
    for (String name : new String[] {"watchMatch", "uploadMatch", "matchState", "agentEvents"}) {
      Operation channel = operations.get(name);
      String[] key = name.equals("agentEvents") ? member : new String[0];
      call(426, name, match, null, key);
      Wire.Reply malformed =
          Wire.send(
              server.address(),
              "GET "
                  + channel.path(match)
                  + " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + (key.length == 0 ? "" : "Authorization: " + key[1] + "\r\n")
                  + "\r\n");
      note(channel, malformed.status(), malformed.body());
      try (LiveSocket opened = server.socket(channel.path(match), key)) {
        // This client takes nothing but 101.
        assertThat(opened).isNotNull();
        produced.add(name + " 101");
      }
    }
  }

  /** A player with a fighter that ends at once: its games are lost as soon as they begin. */
  private static String[] fighting(String username) throws Exception {
    String[] key =
        bearer(
            server.post("/api/v1/register", "{\"username\":\"" + username + "\"}").at("/api_key"));
    assertThat(upload(key).status()).isEqualTo(200);
    return key;
  }

  private static Answer upload(String[] key) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("fighter.toml"));
      zip.write(
          ("name = \"quitter\"\nversion = \"1\"\ncommand = [\"python3\", \"bot.py\"]\n"
                  + "protocol = 1\n")
              .getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("bot.py"));
      zip.write("raise SystemExit\n".getBytes(StandardCharsets.UTF_8));
    }
    Operation operation = operations.get("uploadFighter");
    Answer answer =
        server.send(
            operation.method(), "/api/v1/fighters/quitter", Optional.of(bytes.toByteArray()), key);
    note(operation, answer);
    return answer;
  }

  @Test
  @Order(1)
  void arenaAnswersAsDocumented() throws Exception {
    String[] ann = fighting("arena-ann");
    String[] bob = fighting("arena-bob");
    String[] cid = fighting("arena-cid");
    String join = "{\"format\":[\"bo3\"],\"fighter\":\"quitter\",\"game\":\"duel\"}";
    call(404, "joinArena", "", BODIES.get("joinArena"), ann);
    call(422, "joinArena", "", "{\"format\":[],\"fighter\":\"quitter\"}", ann);
    call(200, "arenaStatus", "", null, ann);
    call(422, "arenaStatus", "?game=" + "x".repeat(33), null, ann);
    call(422, "leaveArena", "?game=" + "x".repeat(33), null, ann);
    call(200, "leaveArena", "", null, ann);
    call(200, "joinArena", "", join, ann);
    call(200, "joinArena", "", join, bob);
    String match = call(200, "arenaStatus", "", null, ann).at("/match/id");
    call(409, "joinArena", "", join, ann);
    call(403, "acceptMatch", match, null, cid);
    call(403, "declineMatch", match, null, cid);
    call(403, "getFighterLog", match, null, cid);
    call(200, "declineMatch", match, null, ann);
    call(400, "declineMatch", match, null, bob);
    call(400, "acceptMatch", match, null, bob);
    call(400, "joinArena", "", join, ann);
    RunningServer.await(
        "bob is back",
        () -> server.get("/api/v1/queue/status", bob).at("/status").equals("waiting"));
    call(200, "joinArena", "", join, cid);
    match = call(200, "arenaStatus", "", null, cid).at("/match/id");
    challenges(ann, bob, cid, match);
    call(200, "acceptMatch", match, null, bob);
    call(200, "acceptMatch", match, null, cid);
    String log = "/api/v1/matches/" + match + "/games/1/log";
    RunningServer.await("a game begins", () -> server.get(log, cid).status() == 200);
    note(operations.get("getFighterLog"), server.get(log, cid));
    call(200, "listReplays", match, null);
    call(404, "listReplays", NOBODY, null);
  }

  /** While the last two are in a match. */
  private static void challenges(String[] ann, String[] bob, String[] cid, String match)
      throws Exception {
    String challenge =
        "{\"opponent\":\"arena-bob\",\"format\":\"bo3\",\"fighter\":\"quitter\",\"game\":\"duel\"}";
    String accept = "{\"fighter\":\"quitter\"}";
    call(404, "challengePlayer", "", BODIES.get("challengePlayer"), ann);
    call(422, "challengePlayer", "", challenge.replace("bo3", "bo4"), ann);
    String id = call(201, "challengePlayer", "", challenge, ann).at("/id");
    call(409, "challengePlayer", "", challenge, ann);
    call(200, "incomingChallenges", "", null, bob);
    call(409, "acceptChallenge", id, accept, bob);
    call(200, "declineChallenge", id, null, bob);
    call(400, "acceptChallenge", id, accept, bob);
    call(200, "blockPlayer", "arena-ann", null, bob);
    call(404, "blockPlayer", NOBODY, null, bob);
    call(422, "blockPlayer", "arena-bob", null, bob);
    call(200, "getBlock", "arena-ann", null, bob);
    call(404, "getBlock", NOBODY, null, bob);
    call(200, "listBlocks", "", null, bob);
    call(400, "challengePlayer", "", challenge, ann);
    call(200, "unblockPlayer", "arena-ann", null, bob);
    call(404, "unblockPlayer", NOBODY, null, bob);
    String[] dan = fighting("arena-dan");
    id = call(201, "challengePlayer", "", challenge.replace("-bob", "-dan"), ann).at("/id");
    call(200, "acceptChallenge", id, accept, dan);
    call(400, "declineChallenge", id, null, dan);
  }

  @Test
  @Order(1)
  void profilesAndFighters() throws Exception {
    String[] key = fighting("profiled");
    for (String name : List.of("getPlayer", "getPlayerStats", "listPlayerMatches")) {
      call(200, name, "profiled", null);
      call(404, name, NOBODY, null);
    }
    call(422, "getPlayer", "profiled?game=" + "x".repeat(33), null);
    call(422, "listPlayerMatches", "profiled?limit=0", null);
    call(200, "activePlayers", "", null);
    call(422, "activePlayers", "?days=0", null);
    call(200, "listFighters", "", null, key);
    call(200, "getFighter", "quitter", null, key);
    call(404, "getFighter", "nobodys", null, key);
    call(422, "uploadFighter", "quitter", "not a zip", key);
    Wire.Reply tooLarge =
        Wire.send(
            server.address(),
            "PUT /api/v1/fighters/quitter HTTP/1.1\r\n"
                + "Host: a\r\n"
                + "Connection: close\r\n"
                + "Authorization: "
                + key[1]
                + "\r\nContent-Length: 99999999\r\n\r\n");
    note(operations.get("uploadFighter"), tooLarge.status(), tooLarge.body());
  }

  @Test
  @Order(1)
  void recordingsAnswerAsDocumented() throws Exception {
    Paired paired = server.pair();
    server.dispute(paired);
    upload(200, paired.match(), paired.queue1(), Recordings.game(paired, 0));
    Operation download = operations.get("downloadReplay");
    String path = "/api/v1/replays/" + paired.match() + "/1";
    Answer whole = server.get(path);
    assertThat(whole.status()).isEqualTo(200);
    produced.add("downloadReplay 200");
    String tag = whole.header("etag");
    assertThat(server.get(path, "Range", "bytes=0-9").status()).isEqualTo(206);
    produced.add("downloadReplay 206");
    assertThat(server.get(path, "If-None-Match", tag).status()).isEqualTo(304);
    produced.add("downloadReplay 304");
    note(download, server.get(path, "Range", "bytes=99999999-"), 416);
    note(download, server.get(path + "?sha256=" + "x".repeat(65)), 422);
    note(download, server.get("/api/v1/replays/" + paired.match() + "/9"), 404);
  }

  @Test
  @Order(1)
  void operatorsAreAnsweredAsDocumented() throws Exception {
    Paired paired = server.pair();
    String resolve = BODIES.get("adminResolveMatch");
    call(400, "adminRematch", paired.match(), null, RunningServer.admin());
    call(400, "adminResolveMatch", paired.match(), resolve, RunningServer.admin());
    call(
        422,
        "adminResolveMatch",
        paired.match(),
        "{\"winner\":\"p3\",\"reason\":\"x\"}",
        RunningServer.admin());
    server.dispute(paired);
    call(200, "adminResolveMatch", paired.match(), resolve, RunningServer.admin());
    call(200, "adminRematch", paired.match(), null, RunningServer.admin());
    call(400, "adminRematch", paired.match(), null, RunningServer.admin());
    call(200, "adminCleanup", "", null, RunningServer.admin());
    call(200, "adminExpireMatch", server.pair().match(), null, RunningServer.admin());
  }

  @Test
  @Order(1)
  void pluginsAnswerAsDocumented() throws Exception {
    String fifo = PluginFolderCopy.FIFO;
    call(200, "listPlugins", "", null, RunningServer.admin());
    call(200, "reloadPlugin", fifo, null, RunningServer.admin());
    call(200, "disablePlugin", fifo, null, RunningServer.admin());
    call(400, "reloadPlugin", fifo, null, RunningServer.admin());
    Path zip = plugins.path().resolve("matchmaking-fifo-0.1.0-plugin.zip");
    byte[] good = Files.readAllBytes(zip);
    Files.write(zip, plugins.changed(fifo, "plugin.requires", ">=9.0.0"));
    call(400, "enablePlugin", fifo, null, RunningServer.admin());
    Files.write(zip, good);
    call(200, "enablePlugin", fifo, null, RunningServer.admin());
    install(409, "", good);
    install(400, "", GARBAGE);
    install(422, "?force=perhaps", good);
    install(200, "?force=true", good);
    install(200, "", plugins.changed(fifo, "plugin.version", "0.2.0"));
    Operation install = operations.get("installPlugin");
    Wire.Reply tooLarge =
        Wire.send(
            server.address(),
            "POST /admin/plugins HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: "
                + RunningServer.admin()[1]
                + "\r\nContent-Length: 99999999\r\n\r\n");
    assertThat(tooLarge.status()).isEqualTo(413);
    note(install, tooLarge.status(), tooLarge.body());
  }

  @Test
  @Order(1)
  void playersAndRecords() throws Exception {
    Answer registered = call(201, "register", "", "{\"username\":\"Some_Body\"}");
    call(409, "register", "", "{\"username\":\"sOME_bODY\"}");
    call(422, "register", "", "{\"username\":\"no blanks\"}");
    String[] bearer = {"Authorization", "Bearer " + registered.at("/api_key")};
    Answer key = call(201, "createKey", "", null, bearer);
    call(404, "revokeKey", NOBODY, null, bearer);
    call(404, "revokeKey", "malformed", null, bearer);
    call(200, "revokeKey", key.at("/key_id"), null, bearer);
    Paired paired = server.pair();
    server.complete(paired);
    call(200, "leaderboard", "", null);
    call(422, "leaderboard", "?limit=101", null);
    call(422, "leaderboard", "?cursor=nonsense", null);
    call(200, "listMatchRecords", "", null);
    call(422, "listMatchRecords", "?limit=x", null);
    call(200, "getMatchRecord", paired.match(), null);
  }

  @Test
  @Order(1)
  void roomsAnswerAsDocumented() throws Exception {
    List<String> teams = List.of("A", "B");
    RoomPlay planned = new RoomPlay(server);
    String later =
        ",\"limit_seconds\":600,\"starts_at\":\"" + Instant.now().plus(Duration.ofDays(1)) + "\"";
    String request = planned.request("arena", teams, RoomPlay.problems("P1"), later);
    String room = call(201, "createRoom", "", request, planned.key("A")).at("/room_id");
    call(200, "getRoom", room, null);
    call(404, "getRoom", NOBODY, null);
    call(200, "listRooms", "", null);
    call(422, "listRooms", "?limit=0", null);
    call(200, "beatInRoom", room, null, planned.key("A"));
    call(400, "readyForRoom", room, null, planned.key("A"));
    call(400, "syncRoom", room, BODIES.get("syncRoom"), planned.key("A"));
    for (String name : List.of("readyForRoom", "beatInRoom", "cancelRoom")) {
      call(403, name, room, null, member);
    }
    call(403, "syncRoom", room, BODIES.get("syncRoom"), member);
    call(200, "cancelRoom", room, null, planned.key("A"));
    call(409, "readyForRoom", room, null, planned.key("A"));
    call(409, "beatInRoom", room, null, planned.key("A"));
    for (int open = 0; open < 10; open++) {
      call(201, "createRoom", "", request, planned.key("A"));
    }
    call(400, "createRoom", "", request, planned.key("A"));
    RoomPlay judged = new RoomPlay(server);
    judged
        .create(
            "arena", teams, RoomPlay.problems("P1"), ",\"limit_seconds\":1,\"grace_seconds\":600")
        .start();
    judged.await("judging");
    call(400, "cancelRoom", judged.id(), null, judged.key("A"));
    RoomPlay played = new RoomPlay(server);
    String usual = ",\"limit_seconds\":600,\"grace_seconds\":0";
    room = played.create("arena", teams, RoomPlay.problems("P1"), usual).id();
    call(200, "readyForRoom", room, null, played.key("A"));
    played.start();
    call(202, "syncRoom", room, BODIES.get("syncRoom"), played.key("A"));
    call(
        200,
        "postVerdicts",
        "",
        BODIES
            .get("postVerdicts")
            .replace("\"a\"", "\"" + played.account("A") + "\"")
            .replace("\"submitted_at\":1", "\"submitted_at\":" + played.startedAt()),
        judge());
    played.await("ended");
    call(409, "cancelRoom", room, null, played.key("A"));
    call(409, "syncRoom", room, BODIES.get("syncRoom"), played.key("A"));
    call(404, "roomEvents", NOBODY, null);
    call(400, "roomEvents", room, null, "Last-Event-ID", "yesterday");
    // A text, and no JSON text.
    Answer events = server.get("/api/v1/rooms/" + room + "/events");
    assertThat(events.status()).isEqualTo(200);
    assertThat(events.header("content-type")).startsWith("text/event-stream");
    produced.add("roomEvents 200");
    String last = events.text().replaceAll("(?s).*id: (\\d+)\n.*", "$1");
    call(204, "roomEvents", room, null, "Last-Event-ID", last);
  }

  @Test
  @Order(1)
  void serverItselfAnswersAsDocumented() throws Exception {
    call(200, "health", "", null);
    call(200, "healthLive", "", null);
    call(200, "healthReady", "", null);
    call(200, "metrics", "", null);
    call(200, "openApiDocument", "", null);
    call(200, "asyncApiDocument", "", null);
    call(200, "docsPage", "", null);
    call(200, "docsAsset", "swagger-ui.css", null);
    call(404, "docsAsset", "no-such-file.js", null);
  }

  @Test
  @Order(2)
  void unknownIdsAndMalformedOnesAre404() throws Exception {
    for (Operation operation : operations.values()) {
      if (operation.declares(404) && operation.template().contains("{id}")) {
        for (String id : new String[] {NOBODY, "malformed", "%20"}) {
          String[] headers = headers(operation);
          if (headers.length > 0 || !operation.declares(401)) {
            check(404, operation, operation.path(id), operation.body(), headers);
          }
        }
      }
    }
  }

  @Test
  @Order(2)
  void bodiesThatAreTooLargeOrUnreadableAreRefused() throws Exception {
    for (Operation operation : operations.values()) {
      if (operation.takesBody()
          && !Set.of("uploadReplay", "installPlugin", "uploadFighter").contains(operation.name())) {
        String[] headers = headers(operation);
        boolean takesMore = Set.of("createRoom", "postVerdicts").contains(operation.name());
        byte[] large = new byte[(takesMore ? 1_300 : 300) * 1024];
        Arrays.fill(large, (byte) ' ');
        check(413, operation, operation.path(NOBODY), Optional.of(large), headers);
        check(422, operation, operation.path(NOBODY), Optional.of(GARBAGE), headers);
      }
    }
  }

  @Test
  @Order(2)
  void protectedRoutesWantTheRightToken() throws Exception {
    for (Operation operation : operations.values()) {
      if (operation.declares(401)) {
        if (!KEY_OPTIONAL.contains(operation.name())) {
          check(401, operation, operation.path(NOBODY), operation.body());
        }
        check(
            401,
            operation,
            operation.path(NOBODY),
            operation.body(),
            "Authorization",
            "Bearer wrong");
      }
    }
  }

  @Test
  @Order(3)
  void tooManyRequestsAre429() throws Exception {
    RunningServer metered =
        RunningServer.start(
            folder.resolve("metered"),
            Map.of(
                "server.requests-per-second-per-client", "1",
                "server.request-burst-per-client", "1"));
    try (metered) {
      for (Operation operation : operations.values()) {
        Answer answer;
        do {
          answer = metered.send(operation.method(), operation.path(NOBODY), operation.body());
        } while (answer.status() != 429);
        assertThat(answer.header("retry-after")).matches("\\d+");
        note(operation, answer);
      }
    }
  }

  @Test
  @Order(3)
  void missingPluginsAreSaidAndTheServerServes() throws Exception {
    Path none = Files.createDirectory(folder.resolve("no-plugins"));
    RunningServer bare =
        RunningServer.start(folder.resolve("bare"), Map.of("plugins.dir", none.toString()));
    try (bare) {
      note(operations.get("joinQueue"), bare.join("FOX#1"), 503);
      note(operations.get("healthReady"), bare.get("/health/ready"), 503);
      assertThat(bare.get("/health/ready").at("/detail")).contains("plugin");
      assertThat(bare.get("/health/live").status()).isEqualTo(200);
    }
  }

  @Test
  @Order(3)
  void fullQueueIsBusy() throws Exception {
    RunningServer small =
        RunningServer.start(folder.resolve("small"), Map.of("queues.netplay.max-waiting", "2"));
    try (small) {
      // The same wallet never meets itself, so all of these wait.
      String wallet = SIGNER.address().toString();
      for (int i = 0; i < 2; i++) {
        small.post("/queue/join", RunningServer.joining(RunningServer.code(), wallet));
      }
      note(
          operations.get("joinQueue"),
          small.post("/queue/join", RunningServer.joining(RunningServer.code(), wallet)),
          503);
    }
  }

  @Test
  @Order(3)
  void stoppingServerAnswers503() throws Exception {
    RunningServer leaving = RunningServer.start(folder.resolve("leaving"));
    // A request that is still being sent keeps the server there for its grace.
    try (Socket slow = new Socket(leaving.address().getHost(), leaving.address().getPort())) {
      slow.getOutputStream()
          .write(
              "POST /queue/join HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{"
                  .getBytes(StandardCharsets.US_ASCII));
      RunningServer.await(
          "it is being sent", () -> leaving.get("/metrics").text().contains("in_flight 2"));
      Thread stop = new Thread(leaving::close, "stop-the-server");
      stop.start();
      RunningServer.await("stopping", () -> leaving.get("/health/live").status() == 503);
      // All at once, because the grace is short.
      Map<Operation, CompletableFuture<Answer>> refused = new LinkedHashMap<>();
      for (Operation operation : operations.values()) {
        refused.put(operation, leaving.later(operation.method(), operation.path(NOBODY)));
      }
      for (Map.Entry<Operation, CompletableFuture<Answer>> answer : refused.entrySet()) {
        note(answer.getKey(), answer.getValue().join(), 503);
      }
      stop.join();
    }
  }

  @Test
  @Order(3)
  void withoutItsDatabaseEveryRouteThatNeedsItAnswers503() throws Exception {
    RealMariaDb database = RealMariaDb.startOne();
    MariaDbConfig schema = database.freshSchema();
    Map<String, String> keys = Map.of("storage.url", schema.url(), "storage.user", schema.user());
    Map<String, String> environment =
        Map.of(
            "LANISTA_ADMIN_TOKEN",
            RunningServer.ADMIN_TOKEN,
            "LANISTA_STORAGE_PASSWORD",
            schema.password(),
            "LANISTA_JUDGES_HOOK_TOKEN",
            RoomPlay.JUDGE_TOKEN);
    try (database;
        RunningServer cut = RunningServer.start(folder.resolve("cut"), keys, environment)) {
      String ticket = cut.join(RunningServer.code()).at("/queue_id");
      String key = cut.post("/api/v1/register", "{\"username\":\"cut-off\"}").at("/api_key");
      database.stop();
      // Each may take as long as the database's patience.
      ExecutorService asking = Executors.newFixedThreadPool(operations.size());
      Map<Operation, CompletableFuture<Answer>> answers = new LinkedHashMap<>();
      for (Operation operation : operations.values()) {
        if (!NEEDS_NO_DATABASE.contains(operation.name())) {
          answers.put(operation, askWithoutDatabase(asking, cut, operation, ticket, key));
        }
      }
      Set<String> spared = new TreeSet<>();
      for (Map.Entry<Operation, CompletableFuture<Answer>> entry : answers.entrySet()) {
        Answer answer = entry.getValue().join();
        if (answer.status() != 503) {
          spared.add(entry.getKey().name() + ": " + answer.status() + " " + answer.text());
          continue;
        }
        note(entry.getKey(), answer, 503);
        assertThat(answer.text()).as(entry.getKey().name()).contains("atabase");
        assertThat(answer.header("retry-after")).matches("\\d+");
        if (answer.header("content-type").startsWith("application/problem+json")) {
          assertThat(answer.at("/code")).isEqualTo("storage_unavailable");
        }
      }
      asking.shutdown();
      assertThat(spared).as("answered without a database").isEmpty();
    }
  }

  private static CompletableFuture<Answer> askWithoutDatabase(
      Executor asking, RunningServer cut, Operation operation, String ticket, String key) {
    boolean ofTicket = operation.name().equals("leaveQueue");
    String[] headers =
        operation.template().startsWith("/api/v1") && !operation.name().equals("postVerdicts")
            ? bearer(key)
            : headers(operation);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return cut.send(
                operation.method(),
                operation.path(ofTicket ? ticket : NOBODY),
                operation.body(),
                headers);
          } catch (java.io.IOException | InterruptedException failed) {
            throw new IllegalStateException(operation.name(), failed);
          }
        },
        asking);
  }

  @Test
  @Order(4)
  void everyDeclaredStatusWasAnswered() {
    Set<String> declared = new TreeSet<>();
    for (Operation operation : operations.values()) {
      operation
          .described()
          .path("responses")
          .fieldNames()
          .forEachRemaining(
              status -> {
                if (Integer.parseInt(status) != DEFECT) {
                  declared.add(operation.name() + " " + status);
                }
              });
    }
    declared.removeAll(produced);
    assertThat(declared).as("declared, but never answered").isEmpty();
  }

  private static void install(int status, String query, byte[] bytes) throws Exception {
    Operation operation = operations.get("installPlugin");
    check(status, operation, "/admin/plugins" + query, Optional.of(bytes), RunningServer.admin());
  }

  private static void upload(int status, String match, String queue, byte[] bytes)
      throws Exception {
    Operation operation = operations.get("uploadReplay");
    String path = "/matches/" + match + "/replay?queue_id=" + queue;
    check(status, operation, path, Optional.of(bytes));
  }

  /** Calls an operation; what follows the id in its last path parameter, such as a query, too. */
  private static Answer call(int status, String name, String id, String body, String... headers)
      throws Exception {
    Operation operation = operations.get(name);
    String bare = id.replaceFirst("\\?.*", "");
    String path = operation.template().replaceAll("\\{[^}]*}", bare) + id.substring(bare.length());
    return check(
        status,
        operation,
        path,
        Optional.ofNullable(body).map(text -> text.getBytes(StandardCharsets.UTF_8)),
        headers);
  }

  private static Answer check(
      int status, Operation operation, String path, Optional<byte[]> body, String... headers)
      throws Exception {
    Answer answer = server.send(operation.method(), path, body, headers);
    note(operation, answer, status);
    return answer;
  }

  private static void note(Operation operation, Answer answer, int status) {
    assertThat(answer.status()).as(operation.name() + ": " + answer.text()).isEqualTo(status);
    note(operation, answer);
  }

  private static void note(Operation operation, Answer answer) {
    note(operation, answer.status(), answer.body());
  }

  private static void note(Operation operation, int status, JsonNode answer) {
    assertThat(documented.complaints(operation.method(), operation.template(), status, answer))
        .as(operation.name())
        .isEmpty();
    produced.add(operation.name() + " " + status);
  }

  private static String[] headers(Operation operation) {
    if (OF_MEMBERS.contains(operation.name())) {
      return member;
    }
    if (operation.name().equals("postVerdicts")) {
      return judge();
    }
    return operation.template().startsWith("/admin") ? RunningServer.admin() : new String[0];
  }

  private static String[] judge() {
    return bearer(RoomPlay.JUDGE_TOKEN);
  }

  private static String[] bearer(String key) {
    return new String[] {"Authorization", "Bearer " + key};
  }

  private static String proposal(String queue, String wei) {
    return "{\"queue_id\":\"" + queue + "\",\"amount_wei\":" + wei + ",\"wager_id\":7}";
  }

  private static String hex(int digits) {
    return "1".repeat(digits);
  }
}
