package io.lanista.sql;

import io.lanista.ports.fighter.Fighter;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.storage.FighterIndex;
import java.util.List;
import java.util.Optional;

/** Fighters in a table. */
final class SqlFighters implements FighterIndex {
  private final Session session;

  SqlFighters(Session session) {
    this.session = session;
  }

  @Override
  public void insert(Fighter fighter) {
    int last = newest(fighter.owner(), fighter.name()).map(Fighter::number).orElse(0);
    if (fighter.number() != last + 1) {
      throw new IllegalStateException(
          "Version " + fighter.number() + " cannot follow version " + last + ".");
    }
    // If another transaction added it meanwhile, this one fails and is done again.
    session.writing(FighterMapper.class).insert(FighterRow.of(fighter));
  }

  @Override
  public Optional<Fighter> newest(Optional<PlayerId> owner, FighterName name) {
    return versions(owner, name, 1).stream().findFirst();
  }

  @Override
  public List<Fighter> versions(Optional<PlayerId> owner, FighterName name, int limit) {
    return session
        .reading(FighterMapper.class)
        .versions(FighterRow.owner(owner), name.text(), limit)
        .stream()
        .map(FighterRow::fighter)
        .toList();
  }

  @Override
  public long bytes(Optional<PlayerId> owner) {
    return session.reading(FighterMapper.class).bytes(FighterRow.owner(owner));
  }

  @Override
  public List<Fighter> of(Optional<PlayerId> owner) {
    return session.reading(FighterMapper.class).of(FighterRow.owner(owner)).stream()
        .map(FighterRow::fighter)
        .toList();
  }
}
