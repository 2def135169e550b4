package io.lanista.sql;

import io.lanista.ports.player.PlayerId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements about what stands between players. */
interface SocialMapper {
  boolean isBlocked(BlockRow block);

  void block(BlockRow block);

  void unblock(BlockRow block);

  List<BlockRow> blockedBy(@Param("players") Collection<PlayerId> players);

  List<PenaltyRow> penalties(@Param("players") Collection<PlayerId> players);

  Optional<PenaltyRow> penalty(PlayerId player);

  Optional<PenaltyRow> lockPenalty(PlayerId player);

  void putPenalty(PenaltyRow penalty);
}
