package io.lanista.distribution.config;

import io.lanista.ports.queue.QueueName;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The whole configuration, checked. {@link ConfigLoader} reads it. */
public record LanistaConfig(
    EngineConfig engine,
    ServerConfig server,
    LimitsConfig limits,
    CorsConfig cors,
    AdminConfig admin,
    DataConfig data,
    StorageConfig storage,
    RedisConfig redis,
    Map<QueueName, QueueConfig> queues,
    MatchConfig match,
    WagerConfig wager,
    StreamConfig stream,
    SigningConfig signing,
    ChainConfig chain,
    ReplayConfig replay,
    RegistrationConfig registration,
    HostingConfig hosting,
    SandboxConfig sandbox,
    RoomsConfig rooms,
    JudgesConfig judges,
    PluginsConfig plugins,
    LogConfig log) {
  public LanistaConfig {
    Map<QueueName, QueueConfig> sorted =
        new TreeMap<>((left, right) -> left.text().compareTo(right.text()));
    sorted.putAll(queues);
    queues = Collections.unmodifiableMap(sorted);
  }

  /** The same, with its data elsewhere. */
  public LanistaConfig withData(DataConfig elsewhere) {
    return new LanistaConfig(
        engine,
        server,
        limits,
        cors,
        admin,
        elsewhere,
        storage,
        redis,
        queues,
        match,
        wager,
        stream,
        signing,
        chain,
        replay,
        registration,
        hosting,
        sandbox,
        rooms,
        judges,
        plugins,
        log);
  }
}
