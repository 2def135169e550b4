package io.lanista.sql;

import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements about ratings. */
interface RatingMapper {
  /** Adds one that was looked for and not found. */
  void insert(RatingRow rating);

  void put(RatingRow rating);

  /** Like {@link #find}; nobody else writes it until the transaction ends. */
  Optional<RatingRow> lock(@Param("game") String game, @Param("key") String key);

  Optional<RatingRow> find(@Param("game") String game, @Param("key") String key);

  List<RatingRow> top(@Param("game") String game, @Param("limit") int limit);

  List<RatingRow> topAfter(
      @Param("game") String game,
      @Param("points") long points,
      @Param("key") String key,
      @Param("limit") int limit);
}
