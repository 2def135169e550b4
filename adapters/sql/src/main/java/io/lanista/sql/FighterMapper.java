package io.lanista.sql;

import io.lanista.ports.player.PlayerId;
import java.util.List;
import org.apache.ibatis.annotations.Param;

/** Statements about fighters. */
interface FighterMapper {
  void insert(FighterRow fighter);

  List<FighterRow> versions(
      @Param("owner") PlayerId owner, @Param("name") String name, @Param("limit") int limit);

  long bytes(PlayerId owner);

  List<FighterRow> of(PlayerId owner);
}
