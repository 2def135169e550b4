package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with plugins while agents play, over the API and with the program. */
class PluginAdminIT {
  private static final String FIFO = PluginFolderCopy.FIFO;
  private static final String SLIPPI = PluginFolderCopy.SLIPPI;

  @TempDir Path temp;
  private PluginFolderCopy plugins;
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    plugins = new PluginFolderCopy(temp.resolve("plugins"));
    server = running();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RunningServer running() throws Exception {
    return RunningServer.start(
        temp.resolve("data"), Map.of("plugins.dir", plugins.path().toString()));
  }

  private Answer admin(String verb, String path, byte[]... body) throws Exception {
    return server.send(
        verb,
        "/admin/plugins" + path,
        body.length == 0 ? Optional.empty() : Optional.of(body[0]),
        RunningServer.admin());
  }

  private Answer changed(String id, String verb) throws Exception {
    Answer answer = admin("POST", "/" + id + "/" + verb);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  private JsonNode plugin(String id) throws Exception {
    return StreamSupport.stream(admin("GET", "").body().path("plugins").spliterator(), false)
        .filter(plugin -> plugin.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aReloadOfAnIdleServerWaitsForNobody() throws Exception {
    Answer waiting = server.join(RunningServer.code());
    assertThat(plugin(FIFO).path("leases_in_use").asInt()).isEqualTo(1);
    long began = System.nanoTime();

    changed(FIFO, "reload");

    System.out.printf(
        "A reload on an idle server, its queue's pool open: %d ms.%n",
        Duration.ofNanos(System.nanoTime() - began).toMillis());
    for (JsonNode old : admin("GET", "").body().path("old_generations")) {
      assertThat(old.path("leases_in_use").asInt()).isZero();
    }
    assertThat(plugin(FIFO).path("generation").asInt()).isEqualTo(2);
    Answer opponent = server.join(RunningServer.code());
    assertThat(opponent.at("/status")).isEqualTo("matched");
    assertThat(server.get("/queue/" + waiting.at("/queue_id")).at("/match_id"))
        .isEqualTo(opponent.at("/match_id"));
  }

  @Test
  void aDisabledPolicyRefusesJoinsAndKeepsWhoWaits() throws Exception {
    String early = server.join(RunningServer.code()).at("/queue_id");

    assertThat(changed(FIFO, "disable").at("/state")).isEqualTo("disabled");

    Answer refused = server.join(RunningServer.code());
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.at("/detail"))
        .contains("matchmaking 'fifo'", "Disabled by an operator: " + FIFO);
    assertThat(server.get("/queue/" + early).at("/status")).isEqualTo("waiting");
    assertThat(server.get("/health/ready").at("/detail")).contains("'fifo'");
    server.close();
    server = running();
    assertThat(plugin(FIFO).path("state").asText()).isEqualTo("disabled");

    changed(FIFO, "enable");

    Answer opponent = server.join(RunningServer.code());
    assertThat(server.get("/queue/" + early).at("/match_id"))
        .isEqualTo(opponent.at("/match_id"))
        .isNotEmpty();
    assertThat(server.get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void aMatchWhoseRunnerIsDisabledIsDecidedOnceItIsEnabled() throws Exception {
    Paired paired = server.pair();
    assertThat(server.report(paired, paired.queue1(), "COMPLETED", 3, 1).status()).isEqualTo(200);
    changed(SLIPPI, "disable");

    Answer refused = server.report(paired, paired.queue2(), "COMPLETED", 1, 3);

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.at("/detail")).contains("Disabled by an operator: " + SLIPPI);
    assertThat(server.get(paired.path()).at("/status")).isEqualTo("playing");
    changed(SLIPPI, "enable");
    assertThat(server.report(paired, paired.queue2(), "COMPLETED", 1, 3).status()).isEqualTo(200);
    assertThat(server.get(paired.path()).at("/status")).isEqualTo("completed");
  }

  @Test
  void readinessNamesEveryMissingPlugin() throws Exception {
    changed(FIFO, "disable");
    changed(SLIPPI, "disable");

    assertThat(server.get("/health/ready").at("/detail"))
        .contains("matchmaking policy", "'fifo'", "game runner", "'slippi-netplay'");
    assertThat(server.get("/metrics").text())
        .contains("lanista_plugins{state=\"disabled\"} 2.0", "lanista_plugins_abandoned_calls 0.0");
  }

  @Test
  void aFailedReloadSaysWhyAndTheOldOneServes() throws Exception {
    Path zip = plugins.path().resolve("matchmaking-fifo-0.1.0-plugin.zip");
    Files.write(zip, new byte[] {'P', 'K', 1, 2});

    Answer refused = admin("POST", "/" + FIFO + "/reload");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/detail")).contains("Version 0.1.0 goes on serving.");
    assertThat(plugin(FIFO).path("problems").get(0).asText()).isEqualTo(refused.at("/detail"));
    assertThat(server.pair().match()).isNotEmpty();
  }

  @Test
  void anInstalledVersionServesAtOnceAndAfterARestart() throws Exception {
    byte[] newer = plugins.changed(FIFO, "plugin.version", "0.3.0");

    Answer installed = admin("POST", "", newer);

    assertThat(installed.at("/version")).as(installed.text()).isEqualTo("0.3.0");
    assertThat(installed.at("/file")).isEqualTo("matchmaking-fifo-0.3.0.zip");
    assertThat(plugins.names())
        .contains("matchmaking-fifo-0.3.0.zip", "runner-slippi-netplay-0.1.0-plugin.zip")
        .doesNotContain("matchmaking-fifo-0.1.0-plugin.zip");
    assertThat(temp.resolve("data/plugins-work").toFile().list())
        .noneMatch(name -> name.startsWith("upload-"));
    assertThat(admin("POST", "", plugins.changed(FIFO, "plugin.version", "0.2.0")).status())
        .isEqualTo(409);
    assertThat(server.pair().match()).isNotEmpty();
    server.close();
    server = running();
    assertThat(plugin(FIFO).path("version").asText()).isEqualTo("0.3.0");
  }

  @Test
  void pathsThatLeaveTheFolderNameNoPlugin() throws Exception {
    for (String id : List.of("..%2F..%2Fetc", "%2e%2e", "a%5Cb", "x".repeat(500))) {
      Answer answer = admin("POST", "/" + id + "/reload");
      assertThat(answer.status()).as(answer.text()).isBetween(400, 404);
    }
  }

  @Test
  void theProgramDoesAllOfItOnARunningServer() throws Exception {
    assertThat(lanista(0, "list")).contains("serving  matchmaking-fifo 0.1.0", "generation 1");
    assertThat(lanista(0, "reload", FIFO)).contains("generation 2");
    assertThat(lanista(0, "disable", FIFO)).contains("disabled matchmaking-fifo");
    assertThat(lanista(1, "reload", FIFO)).contains("is disabled");
    assertThat(lanista(0, "enable", FIFO)).contains("generation 3");
    assertThat(lanista(1, "reload", "nobody")).contains("There is no plugin 'nobody'");
    Path file = temp.resolve("new.zip");
    Files.write(file, plugins.changed(FIFO, "plugin.version", "0.1.0"));
    assertThat(lanista(1, "install", file.toString())).contains("0.1.0 is installed already");
    assertThat(lanista(0, "install", "--force", file.toString())).contains("generation 4");
    Files.writeString(file, "no zip");
    assertThat(lanista(1, "install", file.toString()))
        .contains("Not installed. It is not a zip file.");
  }

  private String lanista(int exit, String... verb) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("plugin"));
    arguments.addAll(List.of(verb));
    arguments.addAll(List.of("--url", server.address().toString()));
    return run(exit, Map.of("LANISTA_ADMIN_TOKEN", RunningServer.ADMIN_TOKEN), arguments);
  }

  private static String run(int exit, Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(RunningServer.home().resolve("bin").resolve("lanista").toString());
    command.addAll(arguments);
    Map<String, String> all = new HashMap<>(environment);
    all.put("LANISTA_CACHE", "off");
    try (Program program = Program.start(command, all)) {
      assertThat(program.exit(Duration.ofSeconds(90))).as(program.output()).isEqualTo(exit);
      return program.output();
    }
  }

  @Test
  void withoutAServerAnInstallIsForTheNextStart() throws Exception {
    server.close();
    Map<String, String> offline =
        Map.of(
            "LANISTA_SERVER_PORT", "1",
            "LANISTA_DATA_DIR", temp.resolve("data").toString(),
            "LANISTA_PLUGINS_DIR", plugins.path().toString());
    Path file = temp.resolve("new.zip");
    Files.write(file, plugins.changed(FIFO, "plugin.version", "0.4.0"));

    assertThat(run(0, offline, List.of("plugin", "install", file.toString())))
        .contains("Installed matchmaking-fifo 0.4.0", "loaded at the next start");

    assertThat(run(0, offline, List.of("plugin", "list"))).contains("ok", "matchmaking-fifo 0.4.0");
    assertThat(run(1, offline, List.of("plugin", "reload", FIFO))).contains("No server answers");
    server = running();
    assertThat(plugin(FIFO).path("version").asText()).isEqualTo("0.4.0");
    assertThat(run(1, offline, List.of("plugin", "install", "--force", file.toString())))
        .contains("A server uses the data folder", "--url");
  }
}
