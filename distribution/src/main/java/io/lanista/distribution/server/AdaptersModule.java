package io.lanista.distribution.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import io.lanista.chain.FastestSignatureRecovery;
import io.lanista.engine.plugin.PluginHost;
import io.lanista.engine.plugin.Registry;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.schedule.DeadlineRunner;
import io.lanista.ports.settlement.SignatureRecovery;
import io.lanista.ports.storage.Storage;
import io.lanista.sql.SqlStorage;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** What stands behind the ports: opened before, because opening can fail with a reason. */
final class AdaptersModule extends AbstractModule {
  private final SqlStorage storage;
  private final ReplayStore replays;
  private final PluginHost plugins;
  private final Workers workers;

  AdaptersModule(SqlStorage storage, ReplayStore replays, PluginHost plugins, Workers workers) {
    this.storage = storage;
    this.replays = replays;
    this.plugins = plugins;
    this.workers = workers;
  }

  @Override
  protected void configure() {
    bind(Storage.class).toInstance(storage);
    bind(SqlStorage.class).toInstance(storage);
    bind(ReplayStore.class).toInstance(replays);
    bind(PluginHost.class).toInstance(plugins);
    bind(Workers.class).toInstance(workers);
    bind(new TypeLiteral<Registry<MatchmakingPolicy>>() {}).toInstance(plugins.matchmaking());
    bind(new TypeLiteral<Registry<GameRunner>>() {}).toInstance(plugins.runners());
    bind(new TypeLiteral<Registry<RoomFormat>>() {}).toInstance(plugins.roomFormats());
    bind(SignatureRecovery.class).toInstance(new FastestSignatureRecovery());
    bind(PrometheusMeterRegistry.class)
        .toInstance(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  @Provides
  @Singleton
  DeadlineRunner deadlines() {
    return storage.deadlineRunner();
  }
}
