package io.lanista.ports.storage;

import io.lanista.ports.fighter.Fighter;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.player.PlayerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The fighters of an {@link InMemoryTransaction}. */
final class InMemoryFighters implements FighterIndex {
  /** Whose fighter, and what it is called. */
  record Key(Optional<PlayerId> owner, FighterName name) {}

  private final Supplier<InMemoryState> reading;
  private final Supplier<InMemoryState> writing;

  InMemoryFighters(Supplier<InMemoryState> reading, Supplier<InMemoryState> writing) {
    this.reading = reading;
    this.writing = writing;
  }

  private List<Fighter> all(Key key) {
    return reading.get().fighters.getOrDefault(key, List.of());
  }

  @Override
  public void insert(Fighter fighter) {
    Key key = new Key(fighter.owner(), fighter.name());
    List<Fighter> versions = new ArrayList<>(all(key));
    if (fighter.number() != versions.size() + 1) {
      throw new IllegalStateException(
          "Version " + fighter.number() + " cannot follow version " + versions.size() + ".");
    }
    versions.add(StoredPrecision.of(fighter));
    writing.get().fighters.put(key, List.copyOf(versions));
  }

  @Override
  public Optional<Fighter> newest(Optional<PlayerId> owner, FighterName name) {
    return versions(owner, name, 1).stream().findFirst();
  }

  @Override
  public List<Fighter> versions(Optional<PlayerId> owner, FighterName name, int limit) {
    return all(new Key(owner, name)).stream()
        .sorted(Comparator.comparingInt(Fighter::number).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public long bytes(Optional<PlayerId> owner) {
    return reading.get().fighters.entrySet().stream()
        .filter(e -> e.getKey().owner().equals(owner))
        .flatMap(e -> e.getValue().stream())
        .mapToLong(Fighter::bytes)
        .sum();
  }

  @Override
  public List<Fighter> of(Optional<PlayerId> owner) {
    Stream<Map.Entry<Key, List<Fighter>>> own =
        reading.get().fighters.entrySet().stream().filter(e -> e.getKey().owner().equals(owner));
    return own.map(e -> e.getValue().get(e.getValue().size() - 1))
        .sorted(Comparator.comparing(fighter -> fighter.name().text()))
        .toList();
  }
}
