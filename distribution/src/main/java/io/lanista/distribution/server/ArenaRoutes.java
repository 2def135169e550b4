package io.lanista.distribution.server;

import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.data.DataFolder;
import io.lanista.engine.challenge.Challenges;
import io.lanista.engine.fighter.Fighters;
import io.lanista.engine.hosting.FighterLogs;
import io.lanista.engine.hosting.HostingPool;
import io.lanista.engine.hosting.LiveGames;
import io.lanista.engine.match.Matches;
import io.lanista.engine.notice.NoticeFeed;
import io.lanista.engine.player.Blocks;
import io.lanista.engine.player.Players;
import io.lanista.engine.player.Profiles;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.rating.Ratings;
import io.lanista.engine.series.HostedSeries;
import io.lanista.http.route.Route;
import io.lanista.http.v1.ArenaChannels;
import io.lanista.http.v1.ArenaQueueRoutes;
import io.lanista.http.v1.ChallengeRoutes;
import io.lanista.http.v1.FighterRoutes;
import io.lanista.http.v1.HostedQueues;
import io.lanista.http.v1.MatchHistory;
import io.lanista.http.v1.ProfileRoutes;
import io.lanista.http.v1.RecordRoutes;
import io.lanista.http.v1.ReplayRoutes;
import io.lanista.http.v1.SeriesRoutes;
import io.lanista.http.ws.Channel;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** What the engine that owns queues and matches answers in the native form. */
final class ArenaRoutes implements AutoCloseable {
  private static final String USUAL_GAME = "melee";

  private final List<Route<?, ?>> routes = new ArrayList<>();
  private final ArenaChannels channels;

  @Inject
  ArenaRoutes(
      LanistaConfig config,
      Queues queues,
      Players players,
      Matches matches,
      HostedSeries series,
      Challenges challenges,
      Fighters fighters,
      FighterLogs logs,
      LiveGames live,
      HostingPool pool,
      NoticeFeed notices,
      Profiles profiles,
      Blocks blocks,
      Ratings ratings,
      ReplayStore replays,
      Storage storage,
      Sandbox sandbox,
      Workers workers) {
    HostedQueues hosted = new HostedQueues(queues, sandbox, USUAL_GAME);
    MatchHistory history = new MatchHistory(matches, series);
    routes.addAll(new RecordRoutes(history, ratings, profiles, USUAL_GAME).routes());
    routes.addAll(
        new ArenaQueueRoutes(hosted, series, pool::estimatedWait, workers.lookups()).routes());
    routes.addAll(new SeriesRoutes(series, logs).routes());
    routes.addAll(new ChallengeRoutes(challenges, hosted).routes());
    routes.addAll(new ProfileRoutes(profiles, blocks, USUAL_GAME).routes());
    routes.addAll(new FighterRoutes(fighters, DataFolder.uploadsIn(config.data().dir())).routes());
    routes.addAll(
        new ReplayRoutes(
                history, replays, match -> storage.read(tx -> tx.replays().removedAt(match)))
            .routes());
    channels =
        new ArenaChannels(
            notices,
            series,
            live,
            queues,
            players,
            workers.lookups(),
            config.stream().pingAfter(),
            config.stream().viewerBuffer());
  }

  List<Route<?, ?>> routes() {
    return routes;
  }

  List<Channel> channels() {
    return channels.channels();
  }

  @Override
  public void close() {
    channels.close();
  }
}
