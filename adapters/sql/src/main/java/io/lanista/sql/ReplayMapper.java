package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements about accepted recordings. */
interface ReplayMapper {
  void insert(ReplayRow replay);

  Optional<ReplayRow> find(ReplayHash hash);

  List<ReplayRow> of(MatchId match);

  /** A match as often as it has recordings. */
  List<MatchId> keptUploads(@Param("endedBefore") Instant endedBefore, @Param("most") int most);

  /** A series as often as it has recordings. */
  List<MatchId> keptGames(@Param("endedBefore") Instant endedBefore, @Param("most") int most);

  void markUploads(@Param("match") MatchId match, @Param("at") Instant at);

  void markGames(@Param("match") MatchId match, @Param("at") Instant at);

  Optional<Instant> uploadsRemoved(MatchId match);

  Optional<Instant> gamesRemoved(MatchId match);
}
