package io.lanista.sql;

import io.lanista.ports.player.PlayerId;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements about players. */
interface PlayerMapper {
  void insert(PlayerRow player);

  Optional<PlayerRow> find(PlayerId id);

  Optional<PlayerRow> findByKey(String key);

  void touch(@Param("id") PlayerId id, @Param("lastActive") Instant lastActive);
}
