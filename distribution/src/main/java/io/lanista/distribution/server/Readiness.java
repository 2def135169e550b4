package io.lanista.distribution.server;

import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.config.QueueConfig;
import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.sql.SqlStorage;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Why the server cannot do its work now: a queue without its plugins, or storage that fails. */
final class Readiness implements Supplier<Optional<String>> {
  private final LanistaConfig config;
  private final SqlStorage storage;
  private final DiskSpace disks;
  private final Registry<MatchmakingPolicy> policies;
  private final Registry<GameRunner> runners;

  @Inject
  Readiness(
      LanistaConfig config,
      SqlStorage storage,
      DiskSpace disks,
      Registry<MatchmakingPolicy> policies,
      Registry<GameRunner> runners) {
    this.config = config;
    this.storage = storage;
    this.disks = disks;
    this.policies = policies;
    this.runners = runners;
  }

  @Override
  public Optional<String> get() {
    List<String> missing = new ArrayList<>();
    for (QueueConfig queue : served()) {
      if (!policies.names().contains(queue.policy())) {
        missing.add(missing(queue, "matchmaking policy", queue.policy()));
      }
      if (!runners.names().contains(queue.runner())) {
        missing.add(missing(queue, "game runner", queue.runner()));
      }
    }
    if (!missing.isEmpty()) {
      return Optional.of(String.join(" ", missing) + " See `lanista plugin list`.");
    }
    try {
      storage.read(tx -> tx.matches().count(MatchStatus.DISPUTED));
      return storage.refusal().or(storage::trouble).or(disks::shortage);
    } catch (EngineException failed) {
      return Optional.of(failed.getMessage());
    }
  }

  private Collection<QueueConfig> served() {
    return config.engine().isRoomsOnly() ? List.of() : config.queues().values();
  }

  private static String missing(QueueConfig queue, String kind, String name) {
    return "Queue "
        + queue.name()
        + " has no "
        + kind
        + ": no loaded plugin contributes '"
        + name
        + "'.";
  }
}
