package io.lanista.http.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.engine.player.Players;
import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.engine.room.InProcessArbiter;
import io.lanista.engine.room.Judges;
import io.lanista.engine.room.RoomCommits;
import io.lanista.engine.room.RoomFeed;
import io.lanista.engine.room.RoomSettings;
import io.lanista.engine.room.RoomTurns;
import io.lanista.engine.room.RoomWrites;
import io.lanista.engine.room.Rooms;
import io.lanista.engine.room.Verdicts;
import io.lanista.http.EventReader;
import io.lanista.http.HttpServer;
import io.lanista.http.HttpSettings;
import io.lanista.http.Verifier;
import io.lanista.http.Verifiers;
import io.lanista.http.dialect.NativeDialect;
import io.lanista.http.limit.RequestRate;
import io.lanista.http.openapi.ApiInfo;
import io.lanista.http.route.Route;
import io.lanista.http.route.RouteFamily;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.FakeArena;
import io.lanista.ports.room.FakeBlitz;
import io.lanista.ports.room.NoJudge;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSignals;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.SeededIds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Rooms on a real server over a storage that forgets, judged by whoever posts. */
final class RoomServer implements AutoCloseable {
  static final String JUDGE_TOKEN = "judge-token";

  final RoomTurns turns;
  final RoomFeed feed;
  private final InMemoryStorage storage = new InMemoryStorage(new SeededIds(7));
  private final HttpServer server;
  private final Players players;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RoomServer() {
    this(
        Optional.of(
            new Verifier(t -> Optional.of("judge").filter(o -> t.equals(JUDGE_TOKEN)), false)));
  }

  RoomServer(Optional<Verifier> judge) {
    Clock clock = Clock.systemUTC();
    ClaimArbiter arbiter = new InProcessArbiter(clock);
    RoomCommits commits = new RoomCommits(RoomSignals.none(), arbiter);
    Registry<RoomFormat> formats =
        new Formats(Map.of("arena", new FakeArena(), "blitz", new FakeBlitz()));
    Judges judges =
        new Judges(Map.of("hook", new Judges.Entry(NoJudge.HOOK, Optional.empty())), "hook");
    RoomWrites writes =
        new RoomWrites(storage, formats, judges, arbiter, commits, RoomSettings.DEFAULT, clock);
    Rooms rooms =
        new Rooms(writes, storage, formats, judges, RoomSettings.DEFAULT, new SeededIds(8), clock);
    turns = new RoomTurns(writes, storage);
    players = new Players(storage, new SeededIds(9), clock);
    feed = new RoomFeed(storage, commits, RoomSignals.none(), new RoomEventForm(clock), false);
    RoomRoutes routes = new RoomRoutes(rooms, feed, clock);
    List<Route<?, ?>> all = new ArrayList<>(routes.routes());
    all.addAll(new PlayerRoutes(players, new RequestRate(0, 0)).routes());
    all.addAll(new JudgeRoutes(new Verdicts(writes, storage)).routes());
    server =
        new HttpServer(
            HttpSettings.usual("127.0.0.1", 0),
            List.of(
                new RouteFamily("/api/v1", new NativeDialect(), all, List.of(), routes.streams())),
            new ApiInfo("Rooms", "1", "Rooms"),
            new Verifiers(
                Optional.empty(), judge, Optional.of(new Verifier(players::authenticate, true))),
            new SimpleMeterRegistry());
    server.start();
  }

  /** Registers a player; its key. */
  String register(String username) {
    return players.register(new Username(username)).key().secret();
  }

  int port() {
    return server.port();
  }

  HttpResponse<String> get(String path, String... key) {
    return send(request(path, key).GET());
  }

  HttpResponse<String> post(String path, String body, String... key) {
    return send(request(path, key).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path, String... key) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(30));
    for (String each : key) {
      request.header("Authorization", "Bearer " + each);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  EventReader watch(String room, String... headers) throws IOException {
    return EventReader.open(port(), "/api/v1/rooms/" + room + "/events", headers);
  }

  /** One verdict of the judge. */
  HttpResponse<String> verdict(
      long submission, String account, String problem, long at, String verdict) {
    return post(
        "/api/v1/judge/verdicts",
        "{\"verdicts\":[" + verdictForm(submission, account, problem, at, verdict) + "]}",
        JUDGE_TOKEN);
  }

  static String verdictForm(
      long submission, String account, String problem, long at, String verdict) {
    return "{\"submission_id\":"
        + submission
        + ",\"account\":\""
        + account
        + "\",\"problem_id\":\""
        + problem
        + "\",\"submitted_at\":"
        + at
        + ",\"verdict\":\""
        + verdict
        + "\"}";
  }

  /** Does what is due in a room. */
  void turn(String room) {
    turns.due(new RoomId(UUID.fromString(room)));
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  @Override
  public void close() {
    server.close();
    feed.close();
    storage.close();
  }

  /** Formats without a plugin around them. */
  private record Formats(Map<String, RoomFormat> byName) implements Registry<RoomFormat> {
    @Override
    public Lease<RoomFormat> lease(String name) {
      RoomFormat format = byName.get(name);
      return new Lease<>() {
        @Override
        public <R, X extends Exception> R call(String what, Call<? super RoomFormat, R, X> call)
            throws X {
          return call.on(format);
        }

        @Override
        public boolean isCurrent() {
          return true;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Set<String> names() {
      return new TreeSet<>(byName.keySet());
    }

    @Override
    public void onChange(Runnable listener) {}
  }
}
