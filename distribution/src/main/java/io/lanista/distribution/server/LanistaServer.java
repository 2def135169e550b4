package io.lanista.distribution.server;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Singleton;
import com.google.inject.Stage;
import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.ServerLauncher;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.data.DataFolder;
import io.lanista.engine.chain.ChainRecords;
import io.lanista.engine.chain.ChainSender;
import io.lanista.engine.event.OutboxRelay;
import io.lanista.engine.fighter.Fighters;
import io.lanista.engine.hosting.HostingPool;
import io.lanista.engine.hosting.LiveGames;
import io.lanista.engine.notice.NoticeFeed;
import io.lanista.engine.plugin.DisabledPlugins;
import io.lanista.engine.plugin.PluginHost;
import io.lanista.engine.plugin.PluginLimits;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.room.JudgePolling;
import io.lanista.engine.room.RoomFeed;
import io.lanista.engine.room.RoomTurns;
import io.lanista.engine.schedule.Retention;
import io.lanista.engine.series.HostedSeries;
import io.lanista.engine.stream.Streams;
import io.lanista.engine.wager.WagerCheck;
import io.lanista.http.HttpServer;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.event.EventBus;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.schedule.DeadlineHandler;
import io.lanista.ports.schedule.DeadlineRunner;
import io.lanista.ports.settlement.SignatureRecovery;
import io.lanista.replays.FileReplayStore;
import io.lanista.replays.S3Place;
import io.lanista.replays.S3ReplayStore;
import io.lanista.sql.SqlStorage;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole engine at work: opens what it stands on, wires it, starts it, and stops it in reverse
 * order.
 */
public final class LanistaServer implements ServerLauncher.Running {
  private static final Logger LOG = LoggerFactory.getLogger(LanistaServer.class);

  /** For the queue's owner to finish its last batches. */
  private static final Duration QUEUE_GRACE = Duration.ofSeconds(1);

  private final LanistaConfig config;
  private final Lifecycle lifecycle;
  private final HttpServer http;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private LanistaServer(LanistaConfig config, Lifecycle lifecycle, HttpServer http) {
    this.config = config;
    this.lifecycle = lifecycle;
    this.http = http;
  }

  /** Starts everything; returns once requests are answered. */
  public static LanistaServer start(LanistaConfig config) throws StartupException {
    Lifecycle lifecycle = new Lifecycle();
    try {
      Injector injector = wire(config, lifecycle);
      HttpServer http = begin(config, injector, lifecycle);
      return new LanistaServer(config, lifecycle, http);
    } catch (EngineException refused) {
      lifecycle.close();
      throw new StartupException(refused.getMessage(), refused);
    } catch (StartupException | RuntimeException | Error failed) {
      lifecycle.close();
      throw failed;
    }
  }

  /** Opens what the engine stands on and puts it together, without starting anything. */
  static Injector wire(LanistaConfig config, Lifecycle lifecycle) throws StartupException {
    DataFolder folder = lifecycle.own("data folder", DataFolder.open(config.data()));
    SqlStorage storage =
        lifecycle.own(
            "storage",
            SqlStorage.open(
                config.storage().database(folder.database(), config.engine().isRoomsOnly()),
                Clock.systemUTC(),
                new SecureIds(Clock.systemUTC())));
    storage.describe().warnings().forEach(warning -> LOG.warn("{}", warning));
    PluginHost plugins =
        lifecycle.own(
            "plugins",
            new PluginHost(
                config.plugins().dir(),
                folder.pluginsWork(),
                disabled(folder),
                config.plugins().settings(),
                Clock.systemUTC(),
                PluginLimits.DEFAULT.withCall(config.plugins().callTimeout())));
    Workers workers = lifecycle.own("workers", new Workers());
    return Guice.createInjector(
        Stage.DEVELOPMENT,
        new AdaptersModule(storage, replays(config, folder, lifecycle), plugins, workers),
        new EngineModule(config),
        new ChainModule(config),
        new RoomsModule(config, lifecycle),
        new HostingModule(config, folder, lifecycle),
        new AbstractModule() {
          @Override
          protected void configure() {
            binder().requireExplicitBindings();
            binder().requireAtInjectOnConstructors();
            bind(LanistaConfig.class).toInstance(config);
            bind(ArenaRoutes.class).in(Singleton.class);
            bind(Routes.class).in(Singleton.class);
            bind(DiskSpace.class).in(Singleton.class);
            bind(Readiness.class).in(Singleton.class);
            bind(Metrics.class).in(Singleton.class);
            bind(HttpServerFactory.class).in(Singleton.class);
          }
        });
  }

  private static DisabledPlugins disabled(DataFolder folder) throws StartupException {
    try {
      return DisabledPlugins.read(folder.disabledPlugins());
    } catch (IOException unreadable) {
      throw new StartupException(
          "Which plugins are disabled cannot be read from "
              + folder.disabledPlugins()
              + " ("
              + unreadable
              + "). Make that file readable, or delete it to enable all of them.",
          unreadable);
    }
  }

  private static ReplayStore replays(LanistaConfig config, DataFolder folder, Lifecycle lifecycle)
      throws StartupException {
    return config.replay().s3().isPresent()
        ? lifecycle.own("recordings", inBucket(config.replay().s3().get().place()))
        : inFolder(folder);
  }

  private static S3ReplayStore inBucket(S3Place place) throws StartupException {
    try {
      return S3ReplayStore.open(place);
    } catch (IOException refused) {
      throw new StartupException(
          "Recordings cannot be kept in " + place + ": " + refused.getMessage() + ".", refused);
    }
  }

  private static FileReplayStore inFolder(DataFolder folder) throws StartupException {
    try {
      return FileReplayStore.open(folder.replays());
    } catch (IOException failed) {
      throw new StartupException(
          "Recordings cannot be kept in "
              + folder.replays()
              + " ("
              + failed
              + "): give this user write access to it, and make room on its disk.",
          failed);
    }
  }

  private static HttpServer begin(LanistaConfig config, Injector injector, Lifecycle lifecycle)
      throws StartupException {
    PluginHost plugins = injector.getInstance(PluginHost.class);
    plugins.start();
    plugins.problems().forEach(problem -> LOG.error("{}", problem));
    lifecycle.own("event bus", injector.getInstance(EventBus.class));
    injector.getInstance(Metrics.class).register();
    if (injector.getInstance(ChainRecords.class).isOn()) {
      injector.getInstance(ChainMetrics.class).register();
    }
    if (!config.engine().isRoomsOnly()) {
      // Only the engine that owns the database hands its events on.
      lifecycle.own("outbox relay", injector.getInstance(OutboxRelay.class)).start();
    }
    lifecycle.own("streams", injector.getInstance(Streams.class));
    lifecycle.own("room feed", injector.getInstance(RoomFeed.class));
    lifecycle.own("notices", injector.getInstance(NoticeFeed.class));
    lifecycle.own("wager check", injector.getInstance(WagerCheck.class));
    lifecycle.own("live games", injector.getInstance(LiveGames.class));
    Queues queues = injector.getInstance(Queues.class);
    DeadlineRunner deadlines = injector.getInstance(DeadlineRunner.class);
    lifecycle.own("deadlines", deadlines);
    lifecycle.own("queues", () -> queues.stop(QUEUE_GRACE));
    queues.start();
    deadlines.start(injector.getInstance(DeadlineHandler.class));
    injector.getInstance(RoomTurns.class).resume();
    if (!config.engine().isRoomsOnly()) {
      host(injector, lifecycle);
    }
    lifecycle.own("judges", injector.getInstance(JudgePolling.class)).start();
    HttpServer http = injector.getInstance(HttpServerFactory.class).create();
    http.onStopping(() -> queues.all().forEach(Queue::releaseWatchers));
    lifecycle.own("http", () -> http.stop(config.server().shutdownGrace()));
    listen(http);
    injector
        .getInstance(Readiness.class)
        .get()
        .ifPresent(why -> LOG.warn("Not ready for matches: {}", why));
    return http;
  }

  /** Begins to play what is to be played here. */
  private static void host(Injector injector, Lifecycle lifecycle) throws StartupException {
    HostingPool pool = lifecycle.own("hosted games", injector.getInstance(HostingPool.class));
    injector.getInstance(HostedSeries.class).onStart(pool::offer);
    injector.getInstance(Retention.class).start();
    injector.getInstance(ChainSender.class).start();
    try {
      injector.getInstance(Fighters.class).takeShared();
      pool.start();
    } catch (IOException failed) {
      throw new StartupException(
          "Games cannot be played here: " + failed + ". Look at the folders it names.", failed);
    }
    lifecycle.own("event sockets", injector.getInstance(ArenaRoutes.class));
    aside("sandbox-check", () -> SandboxCheck.announce(injector.getInstance(Sandbox.class)));
    SignatureRecovery recovery = injector.getInstance(SignatureRecovery.class);
    aside("signature-check", () -> LOG.info("Signatures are verified by {}", recovery));
  }

  /** Tries what takes longer than a server should need to start. */
  private static void aside(String name, Runnable check) {
    Thread thread = new Thread(check, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void listen(HttpServer http) throws StartupException {
    try {
      try {
        http.start();
      } catch (IllegalStateException taken) {
        throw new StartupException(
            taken.getMessage() + ". Choose another address with --host and --port.", taken);
      }
    } catch (IllegalStateException notBound) {
      throw new StartupException(
          notBound.getMessage() + ". Stop what uses it, or choose another with --port or --host.",
          notBound);
    }
  }

  @Override
  public URI address() {
    return config
        .server()
        .publicUrl()
        .orElseGet(
            () -> {
              String host = config.server().host();
              String shown = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
              return URI.create(
                  "http://"
                      + (shown.contains(":") ? "[" + shown + "]" : shown)
                      + ":"
                      + http.port());
            });
  }

  @Override
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  @Override
  public void close() {
    if (stopped.getCount() > 0) {
      LOG.info("Stopping: finishing what is in flight.");
    }
    lifecycle.close();
    stopped.countDown();
  }
}
