package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health, operators, browsers and errors on the wire (spec 1, Health and admin, Conventions). */
class ServiceConformanceIT {
  @TempDir static Path folder;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void healthHasTheKeysOfTheFamily() throws Exception {
    int before = server.get("/health").body().get("active_matches").asInt();
    server.pair();
    Answer joined = server.join(RunningServer.code());
    Answer health = server.get("/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.keys())
        .containsExactly("status", "queue_size", "active_matches", "live_match_ids");
    assertThat(health.at("/status")).isEqualTo("ok");
    assertThat(health.body().get("queue_size").asInt()).isEqualTo(1);
    assertThat(health.body().get("active_matches").asInt()).isEqualTo(before + 1);
    assertThat(health.body().get("live_match_ids").isArray()).isTrue();
    server.delete("/queue/" + joined.at("/queue_id"));
  }

  @Test
  void probesAndMetricsAnswer() throws Exception {
    assertThat(server.get("/health/live").at("/status")).isEqualTo("ok");
    assertThat(server.get("/health/ready").at("/status")).isEqualTo("ok");
    server.pair();
    Answer metrics = server.get("/metrics");
    assertThat(metrics.header("content-type")).startsWith("text/plain");
    assertThat(metrics.text())
        .contains("lanista_queue_waiting", "lanista_matches_active", "http_server_requests")
        .contains("route=\"/queue/join\"");
  }

  @Test
  void operatorsNeedTheToken() throws Exception {
    String[] paths = {
      "/admin/cleanup",
      "/admin/matches/" + UUID.randomUUID() + "/expire",
      "/admin/matches/" + UUID.randomUUID() + "/rematch",
      "/admin/matches/" + UUID.randomUUID() + "/resolve"
    };
    String[] values = {
      "Bearer wrong",
      "Bearer " + RunningServer.ADMIN_TOKEN + "x",
      "Bearer",
      "Basic " + RunningServer.ADMIN_TOKEN,
      RunningServer.ADMIN_TOKEN
    };
    for (String path : paths) {
      assertThat(server.post(path, "{}").status()).isEqualTo(401);
      for (String value : values) {
        Answer answer = server.post(path, "{}", "Authorization", value);
        assertThat(answer.status()).as(value).isEqualTo(401);
        assertThat(answer.keys()).containsExactly("detail");
      }
    }
  }

  @Test
  void withoutATokenOperatorsAreOffNotOpen() throws Exception {
    try (RunningServer alone =
        RunningServer.start(folder.resolve("no-token"), Map.of(), Map.of())) {
      Paired paired = alone.pair();
      for (String token : new String[] {"", "Bearer ", "Bearer null", "Bearer x"}) {
        String[] headers = token.isEmpty() ? new String[0] : new String[] {"Authorization", token};
        for (String path : new String[] {"/admin/cleanup", "/admin" + paired.path() + "/expire"}) {
          Answer answer = alone.post(path, "", headers);
          assertThat(answer.status()).isEqualTo(401);
          assertThat(answer.at("/detail")).contains("off");
        }
      }
      assertThat(alone.get(paired.path()).at("/status")).isEqualTo("playing");
    }
  }

  @Test
  void cleanupSaysWhatItRemovedAndLeft() throws Exception {
    Answer answer = server.post("/admin/cleanup", "", RunningServer.admin());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.keys())
        .containsExactly(
            "expired_queue_entries", "expired_matches", "queue_size", "active_matches");
    answer.body().forEach(count -> assertThat(count.isInt()).isTrue());
    assertThat(answer.body().get("expired_matches").asInt()).isZero();
  }

  @Test
  void expireEndsAMatchOnce() throws Exception {
    Paired paired = server.pair();
    String path = "/admin" + paired.path() + "/expire";
    Answer first = server.post(path, "", RunningServer.admin());
    assertThat(first.keys()).containsExactly("match_id", "status", "changed");
    assertThat(first.at("/match_id")).isEqualTo(paired.match());
    assertThat(first.at("/status")).isEqualTo("expired");
    assertThat(first.body().get("changed").asBoolean()).isTrue();
    Answer again = server.post(path, "", RunningServer.admin());
    assertThat(again.body().get("changed").asBoolean()).isFalse();
    Paired completed = server.pair();
    server.complete(completed);
    Answer late = server.post("/admin" + completed.path() + "/expire", "", RunningServer.admin());
    assertThat(late.at("/status")).isEqualTo("completed");
    assertThat(late.body().get("changed").asBoolean()).isFalse();
  }

  @Test
  void rematchLeadsBothTicketsToANewMatch() throws Exception {
    Paired paired = server.pair();
    server.complete(paired);
    Answer rematch = server.post("/admin" + paired.path() + "/rematch", "", RunningServer.admin());
    assertThat(rematch.status()).as(rematch.text()).isEqualTo(200);
    assertThat(rematch.keys())
        .containsExactly("new_match_id", "p1_connect_code", "p2_connect_code");
    assertThat(rematch.at("/p1_connect_code")).isEqualTo(paired.code1());
    assertThat(rematch.at("/p2_connect_code")).isEqualTo(paired.code2());
    String next = rematch.at("/new_match_id");
    assertThat(server.get("/matches/" + next).at("/status")).isEqualTo("playing");
    for (String queue : new String[] {paired.queue1(), paired.queue2()}) {
      assertThat(server.get("/queue/" + queue).at("/match_id")).isEqualTo(next);
    }
    Paired second =
        new Paired(
            next,
            paired.queue1(),
            paired.queue2(),
            paired.code1(),
            paired.code2(),
            "/matches/" + next);
    server.complete(second);
    assertThat(server.get("/matches/" + next).at("/status")).isEqualTo("completed");
    assertThat(server.get(paired.path()).at("/status")).isEqualTo("completed");
  }

  @Test
  void resolveDecidesOrVoidsADispute() throws Exception {
    String wallet1 = "0x00000000000000000000000000000000000000a1";
    String wallet2 = "0x00000000000000000000000000000000000000b2";
    for (String[] word :
        new String[][] {{"p1", "completed"}, {"p2", "completed"}, {"void", "expired"}}) {
      Paired paired = server.pair(RunningServer.code(), wallet1, RunningServer.code(), wallet2);
      server.dispute(paired);
      Answer answer =
          server.post(
              "/admin" + paired.path() + "/resolve",
              "{\"winner\":\"" + word[0] + "\",\"reason\":\"watched it\"}",
              RunningServer.admin());
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      Answer match = server.get(paired.path());
      assertThat(match.at("/status")).isEqualTo(word[1]);
      Optional<String> winner =
          Optional.ofNullable(
              word[0].equals("p1") ? wallet1 : word[0].equals("p2") ? wallet2 : null);
      assertThat(match.body().get("winner_wallet").asText("null"))
          .isEqualToIgnoringCase(winner.orElse("null"));
      assertThat(
              server
                  .post(
                      "/admin" + paired.path() + "/resolve",
                      "{\"winner\":\"p1\",\"reason\":\"again\"}",
                      RunningServer.admin())
                  .status())
          .isEqualTo(400);
    }
  }

  @Test
  void anyOriginMayReadAndPreflightIsAnswered() throws Exception {
    Answer read = server.get("/health", "Origin", "https://somewhere.example");
    assertThat(read.header("access-control-allow-origin")).isIn("*", "https://somewhere.example");
    Answer preflight =
        server.send(
            "OPTIONS",
            "/queue/join",
            Optional.empty(),
            "Origin",
            "https://somewhere.example",
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "content-type, authorization, idempotency-key");
    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.body().isObject()).isTrue();
    assertThat(preflight.header("access-control-allow-origin"))
        .isIn("*", "https://somewhere.example");
    assertThat(preflight.header("access-control-allow-methods")).contains("POST");
    assertThat(preflight.header("access-control-allow-headers").toLowerCase(java.util.Locale.ROOT))
        .contains("content-type", "authorization", "idempotency-key");
    Answer error = server.get("/matches/unknown", "Origin", "https://somewhere.example");
    assertThat(error.header("access-control-allow-origin")).isIn("*", "https://somewhere.example");
  }

  @Test
  void configuredOriginsAreTheOnlyOnes() throws Exception {
    try (RunningServer strict =
        RunningServer.start(
            folder.resolve("cors"), Map.of("server.cors.origins", "https://mine.example"))) {
      assertThat(
              strict
                  .get("/health", "Origin", "https://mine.example")
                  .header("access-control-allow-origin"))
          .isEqualTo("https://mine.example");
      assertThat(
              strict
                  .get("/health", "Origin", "https://other.example")
                  .header("access-control-allow-origin"))
          .isEmpty();
    }
  }

  @Test
  void errorsHaveABodyOfTheFamilysForm() throws Exception {
    for (String path : new String[] {"/nothing", "/matches/x/nothing", "/queue"}) {
      Answer answer = server.get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.keys()).containsExactly("detail");
    }
    Answer method = server.delete("/matches");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("allow")).contains("GET");
    assertThat(method.keys()).containsExactly("detail");
    Answer malformed = server.post("/queue/join", "{\"connect_code\":");
    assertThat(malformed.status()).isEqualTo(422);
    assertThat(malformed.at("/detail/0/loc/0")).isEqualTo("body");
    Answer empty = server.post("/queue/join", "");
    assertThat(empty.status()).isEqualTo(422);
  }

  @Test
  void brokenPluginIsRefusedAndTheServerStartsWithoutIt() throws Exception {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    try (DirectoryStream<Path> packaged =
        Files.newDirectoryStream(RunningServer.home().resolve("plugins"), "*.zip")) {
      for (Path zip : packaged) {
        Files.copy(zip, plugins.resolve(zip.getFileName()));
      }
    }
    Files.writeString(plugins.resolve("broken-1.0.0.zip"), "this is no archive");
    try (RunningServer other =
        RunningServer.start(
            folder.resolve("with-broken"), Map.of("plugins.dir", plugins.toString()))) {
      assertThat(other.get("/health/ready").status()).isEqualTo(200);
      assertThat(other.get(other.pair().path()).at("/status")).isEqualTo("playing");
    }
  }

  @Test
  void silentMatchExpiresAndAStreamKeepsItAlive() throws Exception {
    try (RunningServer hasty =
        RunningServer.start(folder.resolve("silent"), Map.of("match.timeout", "10s"))) {
      Paired silent = hasty.pair();
      Paired shown = hasty.pair();
      String frame =
          "{\"frame\":1,\"players\":[{\"port\":1,\"x\":0,\"y\":0,\"action_state_id\":1,"
              + "\"facing_direction\":1,\"percent\":0,\"stocks\":4}]}";
      RunningServer.await(
          "the silent match expires",
          () -> {
            assertThat(hasty.post(shown.path() + "/stream/frame", frame).status()).isEqualTo(200);
            return hasty.get(silent.path()).at("/status").equals("expired");
          });
      assertThat(hasty.get(shown.path()).at("/status")).isEqualTo("playing");
    }
  }
}
