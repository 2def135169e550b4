package io.lanista.engine.plugin;

import io.lanista.ports.match.GameRunner;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.room.RoomFormat;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The generations that serve now, and what every name stands for because of them. Changed by one
 * thread at a time, read by any.
 */
final class ServingGenerations {
  private static final Logger LOG = System.getLogger(ServingGenerations.class.getName());

  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Registry<MatchmakingPolicy> matchmaking;
  private final Registry<GameRunner> runners;
  private final Registry<RoomFormat> roomFormats;
  private volatile Map<String, Generation> serving = Map.of();
  private volatile Contributed contributed = Contributed.NOTHING;

  /**
   * @param disabled the ids of plugins that were disabled, for messages
   */
  ServingGenerations(Supplier<Set<String>> disabled) {
    this.matchmaking =
        new GenerationRegistry<>(
            NamedContributions.MATCHMAKING,
            () -> contributed.matchmaking(),
            disabled,
            listeners::add);
    this.runners =
        new GenerationRegistry<>(
            NamedContributions.RUNNER, () -> contributed.runners(), disabled, listeners::add);
    this.roomFormats =
        new GenerationRegistry<>(
            NamedContributions.ROOM_FORMAT,
            () -> contributed.roomFormats(),
            disabled,
            listeners::add);
  }

  Registry<MatchmakingPolicy> matchmaking() {
    return matchmaking;
  }

  Registry<GameRunner> runners() {
    return runners;
  }

  Registry<RoomFormat> roomFormats() {
    return roomFormats;
  }

  Optional<Generation> find(String id) {
    return Optional.ofNullable(serving.get(id));
  }

  Collection<Generation> all() {
    return serving.values();
  }

  Set<String> ids() {
    return serving.keySet();
  }

  /**
   * Whether a generation could serve.
   *
   * @throws PluginRefusedException if it contributes what another plugin does
   */
  void check(Generation built) throws PluginRefusedException {
    Contributed.by(with(built).values());
  }

  /**
   * Lets a generation serve, in place of the one of its id. Who keeps something open is told, so
   * that the old one is let go of now and not at its next use.
   *
   * @throws PluginRefusedException as {@link #check}; nothing has changed then
   */
  void put(Generation built) throws PluginRefusedException {
    Map<String, Generation> next = with(built);
    contributed = Contributed.by(next.values());
    serving = new TreeMap<>(next);
    tell();
  }

  void remove(String id) {
    Map<String, Generation> next = new TreeMap<>(serving);
    next.remove(id);
    try {
      contributed = Contributed.by(next.values());
    } catch (PluginRefusedException impossible) {
      throw new IllegalStateException("Fewer plugins cannot conflict more.", impossible);
    }
    serving = next;
    tell();
  }

  // The new one last, so that a conflict is told as its own.
  private Map<String, Generation> with(Generation built) {
    Map<String, Generation> next = new LinkedHashMap<>(serving);
    next.remove(built.descriptor().id());
    next.put(built.descriptor().id(), built);
    return next;
  }

  private void tell() {
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException failed) {
        LOG.log(Level.ERROR, "What follows a change of plugins failed.", failed);
      }
    }
  }
}
