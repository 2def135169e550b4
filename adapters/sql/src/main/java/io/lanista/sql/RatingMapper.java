package io.lanista.sql;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements about ratings. */
interface RatingMapper {
  void put(RatingRow rating);

  Optional<RatingRow> find(@Param("game") String game, @Param("key") String key);

  List<RatingRow> top(@Param("game") String game, @Param("limit") int limit);

  List<RatingRow> topAfter(
      @Param("game") String game,
      @Param("points") long points,
      @Param("key") String key,
      @Param("limit") int limit);
}
