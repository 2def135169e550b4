package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** Statements about matches. */
interface MatchMapper {
  void update(MatchRow match);

  Optional<MatchRow> find(MatchId id);

  Optional<MatchRow> lock(MatchId id);

  List<MatchRow> newest(int limit);

  List<MatchRow> newestAfter(
      @Param("createdAt") long createdAt, @Param("id") UUID id, @Param("limit") int limit);

  int count(MatchStatus status);

  List<MatchId> unfinished(int limit);
}
