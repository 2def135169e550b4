package io.lanista.ports.storage;

import io.lanista.ports.player.Penalty;
import io.lanista.ports.player.PlayerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What stands between the players of an {@link InMemoryTransaction}. */
final class InMemorySocial implements SocialStore {
  private final Supplier<InMemoryState> reading;
  private final Supplier<InMemoryState> writing;

  InMemorySocial(Supplier<InMemoryState> reading, Supplier<InMemoryState> writing) {
    this.reading = reading;
    this.writing = writing;
  }

  private Set<PlayerId> of(PlayerId player) {
    return reading.get().blocks.getOrDefault(player, Set.of());
  }

  @Override
  public boolean block(PlayerId player, PlayerId blocked) {
    Set<PlayerId> blocks = new HashSet<>(of(player));
    boolean added = blocks.add(blocked);
    writing.get().blocks.put(player, Set.copyOf(blocks));
    return added;
  }

  @Override
  public boolean unblock(PlayerId player, PlayerId blocked) {
    Set<PlayerId> blocks = new HashSet<>(of(player));
    boolean removed = blocks.remove(blocked);
    writing.get().blocks.put(player, Set.copyOf(blocks));
    return removed;
  }

  @Override
  public Map<PlayerId, Set<PlayerId>> blockedBy(Collection<PlayerId> players) {
    Map<PlayerId, Set<PlayerId>> all = new HashMap<>();
    for (PlayerId player : players) {
      if (!of(player).isEmpty()) {
        all.put(player, of(player));
      }
    }
    return all;
  }

  @Override
  public Optional<Penalty> penalty(PlayerId player) {
    return Optional.ofNullable(reading.get().penalties.get(player));
  }

  @Override
  public Map<PlayerId, Penalty> penalties(Collection<PlayerId> players) {
    Map<PlayerId, Penalty> all = new HashMap<>();
    players.forEach(player -> penalty(player).ifPresent(found -> all.put(player, found)));
    return all;
  }

  @Override
  public void put(Penalty penalty) {
    writing.get().penalties.put(penalty.player(), StoredPrecision.of(penalty));
  }
}
