package io.lanista.http.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.Username;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ArenaChannelsTest {
  private static final int FRAMES = 120;
  private static final String JOIN = "{\"format\":[\"bo3\"],\"fighter\":\"fox\"}";

  @TempDir Path folder;
  private ArenaServer server;
  private String ann;
  private String bob;

  @BeforeEach
  void start() throws Exception {
    server = new ArenaServer(folder, FRAMES, 200, 64);
    ann = server.register("ann");
    bob = server.register("bob");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String offered() {
    server.post("/api/v1/queue/join", JOIN, ann);
    var found = ArenaServer.json(server.post("/api/v1/queue/join", JOIN, bob));
    return found.at("/match/id").asText();
  }

  private void accept(String match) {
    for (String key : List.of(ann, bob)) {
      assertThat(server.post("/api/v1/matches/" + match + "/accept", "", key).statusCode())
          .isEqualTo(200);
    }
  }

  private static String state(String match, String query) {
    return "/api/v1/matches/" + match + "/state" + query;
  }

  @Test
  void playerIsToldItsMatchFromOfferToEnd() {
    try (var agent = Agent.connected(server, "?state_hz=0", ann)) {
      var match = offered();
      var found = agent.next();
      assertThat(found.get("type").asText()).isEqualTo("match_found");
      assertThat(found.get("sequence").asLong()).isEqualTo(1);
      assertThat(found.at("/opponent/username").asText()).isEqualTo("bob");
      assertThat(found.get("match_id").asText()).isEqualTo(match);
      server.game.release(2);
      accept(match);
      var starting = agent.next();
      assertThat(starting.get("type").asText()).isEqualTo("match_starting");
      assertThat(starting.get("server").asText()).isEqualTo(state(match, ""));
      var first = agent.next();
      assertThat(first.get("type").asText()).isEqualTo("game_end");
      assertThat(first.get("game_number").asInt()).isEqualTo(1);
      assertThat(first.get("winner").asText()).isEqualTo("ann");
      assertThat(server.get(first.get("replay_url").asText()).statusCode()).isEqualTo(200);
      assertThat(agent.next().get("sequence").asLong()).isEqualTo(4);
      var end = agent.next();
      assertThat(end.get("type").asText()).isEqualTo("match_end");
      assertThat(end.get("score").asText()).isEqualTo("2-0");
      assertThat(end.at("/elo_change/ann").asInt()).isEqualTo(16);
      assertThat(end.at("/new_elo/bob").asInt()).isEqualTo(1484);
    }
  }

  @Test
  void agentGoesOnAfterTheLastSequenceItHas() {
    var match = offered();
    try (var all = Agent.open(server, "/api/v1/ws?since=0", ann)) {
      assertThat(all.next("connected").get("sequence").asLong()).isZero();
      assertThat(all.next().get("type").asText()).isEqualTo("match_found");
    }
    server.post("/api/v1/matches/" + match + "/decline", "", bob);
    try (var some = Agent.open(server, "/api/v1/ws?since=1", ann);
        var future = Agent.connected(server, "?since=99", ann)) {
      some.next("connected");
      var voided = some.next();
      assertThat(voided.get("type").asText()).isEqualTo("match_void");
      assertThat(voided.get("sequence").asLong()).isEqualTo(2);
      tell(1);
      assertThat(future.next().get("sequence").asLong()).isEqualTo(3);
    }
  }

  /** Stores notices for ann, as what is committed by another engine would be. */
  private void tell(int count) {
    Player player = server.storage.read(tx -> tx.players().find(new Username("ann"))).orElseThrow();
    server.storage.transact(
        tx -> {
          for (int i = 0; i < count; i++) {
            tx.notices()
                .append(
                    player.id(),
                    new Notice.ChallengeAnswered(
                        new ChallengeId(new UUID(0, i)),
                        new Username("bob"),
                        "declined",
                        Optional.empty()),
                    Instant.EPOCH);
          }
          return null;
        });
    server.ring(player.id());
  }

  @Test
  void moreThanFitsIsToldInPiecesWithoutAGap() {
    tell(500);
    try (var agent = Agent.open(server, "/api/v1/ws?since=0", ann)) {
      agent.next("connected");
      for (long expected = 1; expected <= 500; expected++) {
        assertThat(agent.next().get("sequence").asLong()).isEqualTo(expected);
      }
    }
  }

  @Test
  void agentThatReadsNothingHoldsNobodyUpAndLosesNothing() {
    try (var silent = Agent.silent(server, "/api/v1/ws?since=0", ann);
        var reader = Agent.connected(server, "", ann)) {
      tell(3000);
      for (long expected = 1; expected <= 3000; expected++) {
        assertThat(reader.next().get("sequence").asLong()).isEqualTo(expected);
      }
      assertThat(silent.isClosed()).isFalse();
    }
    try (var again = Agent.connected(server, "?since=2999", ann)) {
      assertThat(again.next().get("sequence").asLong()).isEqualTo(3000);
    }
  }

  @Test
  void openConnectionKeepsThePlaceInTheQueue() {
    try (var agent = Agent.connected(server, "", ann)) {
      server.post("/api/v1/queue/join", JOIN, ann);
      server.post("/api/v1/queue/join", JOIN.replace("}", ",\"training\":true}"), bob);
      for (int i = 0; i < 3; i++) {
        server.clock.advance(Duration.ofMinutes(4));
        server.keepPlacesAndSweep();
      }
      assertThat(status(ann)).isEqualTo("waiting");
      assertThat(status(bob)).isEqualTo("idle");
      assertThat(agent.isClosed()).isFalse();
    }
  }

  private String status(String key) {
    return ArenaServer.json(server.get("/api/v1/queue/status", key)).get("status").asText();
  }

  @Test
  void wrongKeyIsRefusedBeforeTheSocketOpens() {
    for (String[] key : List.of(new String[0], new String[] {"nj_live_wrong"})) {
      assertRefused(401, "/api/v1/ws", key);
    }
  }

  @Test
  void aRevokedKeyEndsItsConnectionsAndNoOther() {
    var second = ArenaServer.json(server.post("/api/v1/keys", "", ann));
    try (var revoked = Agent.connected(server, "", second.get("api_key").asText());
        var other = Agent.connected(server, "", ann)) {
      var path = "/api/v1/keys/" + second.get("key_id").asText();
      assertThat(server.delete(path, ann).statusCode()).isEqualTo(200);
      assertThat(revoked.closeCode()).isEqualTo(4003);
      tell(1);
      assertThat(other.next().get("sequence").asLong()).isEqualTo(1);
    }
  }

  private void assertRefused(int status, String path, String... key) {
    assertThatThrownBy(() -> Agent.open(server, path, key))
        .cause()
        .isInstanceOf(WebSocketHandshakeException.class)
        .satisfies(
            refused ->
                assertThat(((WebSocketHandshakeException) refused).getResponse().statusCode())
                    .as(path)
                    .isEqualTo(status));
  }

  @Test
  void malformedQueryIsRefusedBeforeTheSocketOpens() {
    for (String query : List.of("since=-1", "since=x", "state_hz=1000", "since=1&since=2")) {
      assertRefused(400, "/api/v1/ws?" + query, ann);
    }
  }

  @Test
  void ninthConnectionOfAPlayerIsSentAway() {
    List<Agent> open = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        open.add(Agent.connected(server, "", ann));
      }
      Agent ninth = Agent.open(server, "/api/v1/ws", ann);
      open.add(ninth);
      assertThat(ninth.closeCode()).isEqualTo(4013);
    } finally {
      open.forEach(Agent::close);
    }
  }

  @Test
  void tokenShowsEveryFrameOnceAndSpectatorsSome() {
    var match = offered();
    try (var agent = Agent.connected(server, "?since=0", ann);
        var spectator = Agent.open(server, state(match, "?state_hz=5"))) {
      accept(match);
      var token = agent.next("match_starting").get("connect_token").asText();
      try (var every = Agent.open(server, state(match, "?connect_token=" + token));
          var again = Agent.open(server, state(match, "?connect_token=" + token))) {
        // One of them was first.
        var refused = refusedOf(every, again);
        var shown = refused == every ? again : every;
        assertThat(refused.closeCode()).isEqualTo(4003);
        awaitViewers(match, 3);
        server.game.release(2);
        assertThat(frames(shown)).hasSize(FRAMES).doesNotHaveDuplicates();
        assertThat(frames(spectator)).isNotEmpty().hasSizeLessThan(FRAMES / 2);
        assertThat(shown.next("match_end").get("winner").asText()).isEqualTo("ann");
        assertThat(shown.closeCode()).isEqualTo(1000);
        assertThat(spectator.closeCode()).isEqualTo(1000);
        assertThat(agent.next("game_state").get("stage").asText()).isEqualTo("ROOF");
      }
    }
  }

  private static Agent refusedOf(Agent one, Agent other) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (System.nanoTime() < end) {
      if (one.isClosed()) {
        return one;
      }
      if (other.isClosed()) {
        return other;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("both are open");
  }

  private void awaitViewers(String match, int count) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (server.viewers(match) < count) {
      assertThat(System.nanoTime()).as("viewers of " + match).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** The frames of the first game. */
  private static List<Integer> frames(Agent viewer) {
    assertThat(viewer.next().get("type").asText()).isEqualTo("game_start");
    List<Integer> frames = new ArrayList<>();
    JsonNode message = viewer.next();
    while (message.get("type").asText().equals("game_state")) {
      frames.add(message.get("frame").asInt());
      message = viewer.next();
    }
    assertThat(message.get("type").asText()).isEqualTo("game_end");
    return frames;
  }

  @Test
  void matchNobodyKnowsIsClosed() {
    var unknown = state(UUID.randomUUID().toString(), "");
    for (String path : List.of(unknown, state("nonsense", ""), unknown + "?connect_token=x")) {
      try (var viewer = Agent.open(server, path)) {
        assertThat(viewer.closeCode()).as(path).isEqualTo(4004);
      }
    }
  }

  @Test
  void viewerOfAMatchThatBecameVoidIsSentAway() {
    var match = offered();
    try (var viewer = Agent.open(server, state(match, ""))) {
      server.post("/api/v1/matches/" + match + "/decline", "", bob);
      assertThat(viewer.closeCode()).isEqualTo(1000);
    }
  }
}
