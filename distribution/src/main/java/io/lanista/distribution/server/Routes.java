package io.lanista.distribution.server;

import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.config.QueueConfig;
import io.lanista.distribution.data.DataFolder;
import io.lanista.engine.chain.ChainOverview;
import io.lanista.engine.chain.ChainRecords;
import io.lanista.engine.chain.ChainRetry;
import io.lanista.engine.match.Matches;
import io.lanista.engine.match.Rematches;
import io.lanista.engine.player.Players;
import io.lanista.engine.plugin.PluginHost;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.replay.ReplayIntake;
import io.lanista.engine.room.RoomFeed;
import io.lanista.engine.room.Rooms;
import io.lanista.engine.room.Verdicts;
import io.lanista.engine.settlement.Proofs;
import io.lanista.engine.settlement.Settlement;
import io.lanista.engine.stream.Streams;
import io.lanista.engine.wager.Wagers;
import io.lanista.http.dialect.NativeDialect;
import io.lanista.http.dialect.NetplayDialect;
import io.lanista.http.limit.RequestRate;
import io.lanista.http.netplay.AdminRoutes;
import io.lanista.http.netplay.ChainRoutes;
import io.lanista.http.netplay.HealthRoutes;
import io.lanista.http.netplay.MatchRoutes;
import io.lanista.http.netplay.PluginRoutes;
import io.lanista.http.netplay.QueueRoutes;
import io.lanista.http.netplay.StreamChannels;
import io.lanista.http.netplay.StreamRoutes;
import io.lanista.http.netplay.WagerRoutes;
import io.lanista.http.route.Route;
import io.lanista.http.route.RouteFamily;
import io.lanista.http.v1.JudgeRoutes;
import io.lanista.http.v1.PlayerRoutes;
import io.lanista.http.v1.RoomRoutes;
import io.lanista.http.ws.Channel;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything the server answers: the one list that is dispatched and documented. */
final class Routes {
  private final LanistaConfig config;
  private final Queues queues;
  private final Matches matches;
  private final Rematches rematches;
  private final ReplayIntake replays;
  private final Settlement settlement;
  private final Proofs proofs;
  private final ChainRecords chain;
  private final ChainOverview chainOverview;
  private final ChainRetry chainRetry;
  private final Wagers wagers;
  private final Streams streams;
  private final Players players;
  private final Provider<ArenaRoutes> arena;
  private final Readiness readiness;
  private final Rooms rooms;
  private final RoomFeed feed;
  private final Verdicts verdicts;
  private final Clock clock;
  private final Workers workers;
  private final PrometheusMeterRegistry metrics;
  private final PluginHost plugins;

  @Inject
  Routes(
      LanistaConfig config,
      Queues queues,
      Matches matches,
      Rematches rematches,
      ReplayIntake replays,
      Settlement settlement,
      Proofs proofs,
      ChainRecords chain,
      ChainOverview chainOverview,
      ChainRetry chainRetry,
      Wagers wagers,
      Streams streams,
      Players players,
      Provider<ArenaRoutes> arena,
      Readiness readiness,
      Rooms rooms,
      RoomFeed feed,
      Verdicts verdicts,
      Clock clock,
      Workers workers,
      PrometheusMeterRegistry metrics,
      PluginHost plugins) {
    this.config = config;
    this.queues = queues;
    this.matches = matches;
    this.rematches = rematches;
    this.replays = replays;
    this.settlement = settlement;
    this.proofs = proofs;
    this.chain = chain;
    this.chainOverview = chainOverview;
    this.chainRetry = chainRetry;
    this.wagers = wagers;
    this.streams = streams;
    this.players = players;
    this.arena = arena;
    this.readiness = readiness;
    this.rooms = rooms;
    this.feed = feed;
    this.verdicts = verdicts;
    this.clock = clock;
    this.workers = workers;
    this.metrics = metrics;
    this.plugins = plugins;
  }

  List<RouteFamily> families() {
    return List.of(netplay(), v1());
  }

  private RouteFamily netplay() {
    List<Route<?, ?>> routes = new ArrayList<>();
    List<Channel> channels = List.of();
    if (!config.engine().isRoomsOnly()) {
      routes.addAll(matchRoutes());
      channels =
          new StreamChannels(
                  streams,
                  workers.lookups(),
                  config.stream().pingAfter(),
                  config.stream().viewerBuffer())
              .channels();
    }
    routes.addAll(new HealthRoutes(queues, matches, streams, readiness, metrics).routes());
    routes.addAll(
        new PluginRoutes(plugins, DataFolder.pluginsWorkIn(config.data().dir())).routes());
    return new RouteFamily("", new NetplayDialect(), routes, channels);
  }

  /** What only the engine that owns queues and matches can answer. */
  private List<Route<?, ?>> matchRoutes() {
    List<Route<?, ?>> routes = new ArrayList<>();
    routes.addAll(new QueueRoutes(queues.get(QueueConfig.NETPLAY), workers.lookups()).routes());
    routes.addAll(
        new MatchRoutes(
                matches,
                replays,
                settlement,
                proofs,
                chain,
                Math.toIntExact(config.replay().maxSize().bytes()))
            .routes());
    routes.addAll(new WagerRoutes(wagers).routes());
    routes.addAll(new StreamRoutes(streams, matches, workers.lookups()).routes());
    routes.addAll(new AdminRoutes(queues, matches, rematches).routes());
    routes.addAll(new ChainRoutes(chainOverview, chainRetry).routes());
    return routes;
  }

  private RouteFamily v1() {
    RequestRate registrations =
        new RequestRate(
            config.registration().perAddressPerHour(),
            Duration.ofHours(1),
            config.registration().perAddressPerHour());
    List<Route<?, ?>> routes = new ArrayList<>();
    routes.addAll(new PlayerRoutes(players, registrations).routes());
    List<Channel> channels = List.of();
    if (!config.engine().isRoomsOnly()) {
      routes.addAll(arena.get().routes());
      channels = arena.get().channels();
    }
    RoomRoutes roomRoutes = new RoomRoutes(rooms, feed, clock);
    routes.addAll(roomRoutes.routes());
    routes.addAll(new JudgeRoutes(verdicts).routes());
    return new RouteFamily("/api/v1", new NativeDialect(), routes, channels, roomRoutes.streams());
  }
}
