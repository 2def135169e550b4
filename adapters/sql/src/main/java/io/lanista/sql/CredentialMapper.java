package io.lanista.sql;

import io.lanista.ports.player.PlayerId;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** Statements about API keys. */
interface CredentialMapper {
  void insert(@Param("id") UUID id, @Param("playerId") PlayerId player, @Param("hash") byte[] hash);

  Optional<PlayerId> verify(byte[] hash);

  void revoke(@Param("id") UUID id, @Param("playerId") PlayerId player);
}
