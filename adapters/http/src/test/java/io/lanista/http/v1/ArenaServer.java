package io.lanista.http.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.engine.challenge.Challenges;
import io.lanista.engine.fighter.Fighters;
import io.lanista.engine.hosting.FighterLogs;
import io.lanista.engine.hosting.HostingPool;
import io.lanista.engine.hosting.HostingSettings;
import io.lanista.engine.hosting.LiveGames;
import io.lanista.engine.match.Bookings;
import io.lanista.engine.match.MatchEnding;
import io.lanista.engine.match.MatchSettings;
import io.lanista.engine.match.Matches;
import io.lanista.engine.match.Presence;
import io.lanista.engine.memory.Commits;
import io.lanista.engine.notice.NoticeBell;
import io.lanista.engine.notice.NoticeFeed;
import io.lanista.engine.player.Blocks;
import io.lanista.engine.player.Players;
import io.lanista.engine.player.Profiles;
import io.lanista.engine.plugin.Registry;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.QueueSettings;
import io.lanista.engine.queue.QueuedPlayers;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.rating.Elo;
import io.lanista.engine.rating.Ratings;
import io.lanista.engine.replay.ExpiredRecordings;
import io.lanista.engine.series.Contenders;
import io.lanista.engine.series.HostedSeries;
import io.lanista.engine.series.Offers;
import io.lanista.engine.series.SeriesSettings;
import io.lanista.engine.series.SeriesWriter;
import io.lanista.engine.stream.StreamSettings;
import io.lanista.engine.stream.Streams;
import io.lanista.http.HttpServer;
import io.lanista.http.HttpSettings;
import io.lanista.http.Verifier;
import io.lanista.http.Verifiers;
import io.lanista.http.dialect.NativeDialect;
import io.lanista.http.limit.RequestRate;
import io.lanista.http.openapi.ApiInfo;
import io.lanista.http.route.Route;
import io.lanista.http.route.RouteFamily;
import io.lanista.ports.match.FakeCoordinatedGame;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.FakePolicy;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.replay.InMemoryReplayStore;
import io.lanista.ports.sandbox.FakeSandbox;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.SeededIds;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The hosted arena on a real server: real queues, series and games, over fakes of the rest. */
final class ArenaServer implements AutoCloseable {
  final CountedGame game;
  final InMemoryStorage storage = new InMemoryStorage(new SeededIds(7));
  final HostedSeries series;
  final Challenges challenges;
  final ShiftedClock clock = new ShiftedClock();
  private final InMemoryReplayStore recordings = new InMemoryReplayStore();
  private final Players players;
  private final Queues queues;
  private final NoticeBell bell = new NoticeBell();
  final NoticeFeed feed;
  final LiveGames live;
  private final HostingPool pool;
  private final ArenaChannels channels;
  private final HttpServer server;
  private final ExecutorService blocking = Executors.newFixedThreadPool(8);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Serves at once.
   *
   * @param frames of a game
   * @param pace frames a second
   * @param buffer messages kept for a slow reader
   */
  ArenaServer(Path folder, int frames, int pace, int buffer) throws IOException {
    game = new CountedGame(frames);
    IdSource ids = new SeededIds(8);
    Commits commits = new Commits(storage);
    Ratings ratings = new Ratings(storage, new Elo(), commits);
    Registry<GameRunner> runners =
        new Contributions<>(Map.of("count", game, "netplay", new FakeCoordinatedGame()));
    Registry<MatchmakingPolicy> policies = new Contributions<>(Map.of("first", new FakePolicy()));
    Presence presence = new Presence(clock);
    Contenders contenders = new Contenders(ratings);
    SeriesWriter writer = new SeriesWriter(ids, SeriesSettings.USUAL);
    Offers offers = new Offers(contenders, writer, bell, ids, SeriesSettings.USUAL);
    MatchSettings matchSettings = new MatchSettings(MatchSettings.DEFAULT_TIMEOUT);
    Queue.Parts parts =
        new Queue.Parts(
            storage,
            policies,
            runners,
            new Bookings(ids, matchSettings),
            ratings,
            presence,
            ids,
            clock,
            commits,
            offers);
    queues =
        new Queues(
            List.of(
                queue("netplay", "netplay", false, parts),
                queue("duel", "count", false, parts),
                queue("practice", "count", true, parts)));
    QueuedPlayers waiting = new QueuedPlayers(queues);
    series = new HostedSeries(storage, ratings, writer, waiting, bell, clock);
    challenges =
        new Challenges(storage, queues, contenders, writer, series, waiting, bell, ids, clock);
    feed = new NoticeFeed(storage, bell, false);
    HostingSettings usual =
        HostingSettings.usual(
            Files.createDirectories(folder.resolve("work")),
            Files.createDirectories(folder.resolve("logs")));
    HostingSettings.WorldRules worlds = usual.worlds();
    HostingSettings settings =
        new HostingSettings(
            1,
            usual.fighters(),
            new HostingSettings.WorldRules(
                worlds.start(),
                worlds.frame(),
                worlds.longest(),
                worlds.longestTime(),
                pace,
                worlds.mostRecordingBytes()),
            usual.retries(),
            usual.folders(),
            usual.maxViewers());
    live = new LiveGames(settings);
    FighterLogs logs = new FighterLogs(settings, clock);
    KeptFighters files = new KeptFighters(Files.createDirectories(folder.resolve("fighters")));
    FakeSandbox sandbox = new FakeSandbox(program -> ArenaServer::answer);
    pool =
        new HostingPool(
            series,
            runners,
            sandbox,
            files,
            new WordProtocol(),
            recordings,
            logs,
            live,
            ids,
            clock,
            settings);
    series.onStart(pool::offer);
    players = new Players(storage, new SeededIds(9), clock);
    Profiles profiles = new Profiles(storage, ratings, clock);
    Streams streams =
        new Streams(
            storage,
            presence,
            new StreamSettings(
                StreamSettings.UploadRule.OPEN, 3, Duration.ofSeconds(1), Duration.ofSeconds(1)),
            clock);
    MatchHistory history =
        new MatchHistory(
            new Matches(
                storage,
                runners,
                new MatchEnding(ratings),
                presence,
                matchSettings,
                streams,
                clock,
                commits),
            series);
    HostedQueues hosted = new HostedQueues(queues, sandbox, "melee");
    List<Route<?, ?>> routes = new ArrayList<>();
    routes.addAll(new PlayerRoutes(players, new RequestRate(0, 0)).routes());
    routes.addAll(new RecordRoutes(history, ratings, profiles, "count").routes());
    routes.addAll(new ArenaQueueRoutes(hosted, series, pool::estimatedWait, blocking).routes());
    routes.addAll(new SeriesRoutes(series, logs).routes());
    routes.addAll(new ChallengeRoutes(challenges, hosted).routes());
    routes.addAll(new ProfileRoutes(profiles, new Blocks(storage, waiting), "count").routes());
    Path uploads = Files.createDirectories(folder.resolve("uploads"));
    routes.addAll(new FighterRoutes(new Fighters(storage, files, clock), uploads).routes());
    routes.addAll(
        new ReplayRoutes(
                history, recordings, match -> storage.read(tx -> tx.replays().removedAt(match)))
            .routes());
    channels =
        new ArenaChannels(
            feed, series, live, queues, players, blocking, Duration.ofSeconds(20), buffer);
    server =
        new HttpServer(
            HttpSettings.usual("127.0.0.1", 0),
            List.of(new RouteFamily("/api/v1", new NativeDialect(), routes, channels.channels())),
            new ApiInfo("Arena", "1", "Arena"),
            new Verifiers(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Verifier(players::authenticate, true))),
            new SimpleMeterRegistry());
    queues.start();
    pool.start();
    server.start();
  }

  private static Queue queue(String name, String runner, boolean training, Queue.Parts parts) {
    return new Queue(
        new QueueSettings(
            new QueueName(name),
            "first",
            runner,
            QueueSettings.DEFAULT_TICKET_TIMEOUT,
            1000,
            training),
        parts,
        Runnable::run);
  }

  private static void answer(String line, FakeSandbox.Output out) {
    if (line.equals(WordProtocol.HELLO) || line.equals(WordProtocol.ACT)) {
      out.print(line);
    }
  }

  /** What the timers do every so often. */
  void keepPlacesAndSweep() {
    channels.keepPlaces();
    queues.all().forEach(queue -> queue.sweep().join());
  }

  /** There are notices for a player. */
  void ring(PlayerId player) {
    bell.ring(List.of(player));
  }

  /** How many watch a match. */
  int viewers(String match) {
    return live.viewers(new MatchId(UUID.fromString(match)));
  }

  int port() {
    return server.port();
  }

  /** Registers a player with a fighter named {@code fox}; its key. */
  String register(String username) {
    String key = players.register(new Username(username)).key().secret();
    assertOk(put("/api/v1/fighters/fox", "fox 1.0", key));
    return key;
  }

  private static void assertOk(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
  }

  HttpResponse<String> get(String path, String... key) {
    return send(request(path, key).GET());
  }

  HttpResponse<String> delete(String path, String... key) {
    return send(request(path, key).DELETE());
  }

  HttpResponse<String> post(String path, String body, String... key) {
    return send(request(path, key).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> put(String path, String body, String... key) {
    return send(request(path, key).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path, String... key) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(30));
    for (String each : key) {
      request.header("Authorization", "Bearer " + each);
    }
    return request;
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return json(response.body());
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  /** Removes what is older than that, as the retention does. */
  void removeRecordings(Duration age) {
    new ExpiredRecordings(storage, recordings, new ExpiredRecordings.Keep(age), clock).due();
  }

  @Override
  public void close() {
    game.release(1000);
    server.close();
    channels.close();
    pool.close();
    feed.close();
    live.close();
    queues.stop(Duration.ofSeconds(5));
    blocking.shutdownNow();
    storage.close();
  }

  /** The time of now, and what a test adds to it. */
  static final class ShiftedClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    void advance(Duration by) {
      ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
