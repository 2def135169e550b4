package io.lanista.sql;

import io.lanista.ports.player.Penalty;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.storage.SocialStore;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Blocks and penalties in tables. */
final class SqlSocial implements SocialStore {
  private final Session session;

  SqlSocial(Session session) {
    this.session = session;
  }

  @Override
  public boolean block(PlayerId player, PlayerId blocked) {
    SocialMapper mapper = session.writing(SocialMapper.class);
    BlockRow row = new BlockRow(player, blocked);
    if (mapper.isBlocked(row)) {
      return false;
    }
    // If another transaction added it meanwhile, this one fails and is done again.
    mapper.block(row);
    return true;
  }

  @Override
  public boolean unblock(PlayerId player, PlayerId blocked) {
    SocialMapper mapper = session.writing(SocialMapper.class);
    session.send();
    mapper.unblock(new BlockRow(player, blocked));
    return session.send() == 1;
  }

  @Override
  public Map<PlayerId, Set<PlayerId>> blockedBy(Collection<PlayerId> players) {
    if (players.isEmpty()) {
      return Map.of();
    }
    return session.reading(SocialMapper.class).blockedBy(players).stream()
        .collect(
            Collectors.groupingBy(
                BlockRow::player, Collectors.mapping(BlockRow::blocked, Collectors.toSet())));
  }

  @Override
  public Optional<Penalty> penalty(PlayerId player) {
    return (session.isWritable()
            ? session.writing(SocialMapper.class).lockPenalty(player)
            : session.reading(SocialMapper.class).penalty(player))
        .map(PenaltyRow::penalty);
  }

  @Override
  public Map<PlayerId, Penalty> penalties(Collection<PlayerId> players) {
    if (players.isEmpty()) {
      return Map.of();
    }
    return session.reading(SocialMapper.class).penalties(players).stream()
        .collect(Collectors.toMap(PenaltyRow::player, PenaltyRow::penalty));
  }

  @Override
  public void put(Penalty penalty) {
    session.writing(SocialMapper.class).putPenalty(PenaltyRow.of(penalty));
  }
}
