package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.series.SeriesStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** Statements about series. */
interface SeriesMapper {
  void update(SeriesRow series);

  Optional<SeriesRow> find(MatchId id);

  Optional<SeriesRow> lock(MatchId id);

  void freeSeats(MatchId id);

  List<PlayerId> busy(@Param("game") String game, @Param("players") Collection<PlayerId> players);

  List<SeriesRow> live(PlayerId player);

  List<MatchId> in(@Param("status") SeriesStatus status, @Param("limit") int limit);

  List<SeriesRow> newest(int limit);

  List<SeriesRow> newestAfter(
      @Param("createdAt") long createdAt, @Param("id") UUID id, @Param("limit") int limit);

  List<SeriesRow> newestOf(@Param("player") PlayerId player, @Param("limit") int limit);

  List<SeriesRow> newestOfAfter(
      @Param("player") PlayerId player,
      @Param("createdAt") long createdAt,
      @Param("id") UUID id,
      @Param("limit") int limit);

  List<TallyRow> byGame(@Param("player") PlayerId player, @Param("limit") int limit);

  List<TallyRow> byCharacter(@Param("player") PlayerId player, @Param("limit") int limit);

  List<TallyRow> byOpponent(@Param("player") PlayerId player, @Param("limit") int limit);

  List<TallyRow> byFormat(@Param("player") PlayerId player, @Param("limit") int limit);

  List<ActivityRow> active(
      @Param("game") String game, @Param("since") Instant since, @Param("limit") int limit);

  List<SeriesGameRow> games(@Param("matches") Collection<MatchId> matches);

  void insertToken(
      @Param("match") MatchId match, @Param("side") Side side, @Param("hash") ReplayHash hash);

  Optional<Side> token(@Param("match") MatchId match, @Param("hash") ReplayHash hash);

  int removeToken(@Param("match") MatchId match, @Param("hash") ReplayHash hash);

  void removeTokens(MatchId id);
}
