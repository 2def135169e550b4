package io.lanista.sql;

import io.lanista.ports.player.PlayerId;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Param;

/** Statements about notices. */
interface NoticeMapper {
  void count(PlayerId player);

  /** Null if the player never got one. */
  Long last(PlayerId player);

  void insert(NoticeRow notice);

  List<NoticeRow> after(
      @Param("player") PlayerId player,
      @Param("sequence") long sequence,
      @Param("limit") int limit);

  List<NoticeKey> old(@Param("before") Instant before, @Param("limit") int limit);

  void remove(NoticeKey notice);
}
