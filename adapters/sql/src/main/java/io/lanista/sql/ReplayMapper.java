package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayHash;
import java.util.List;
import java.util.Optional;

/** Statements about accepted recordings. */
interface ReplayMapper {
  void insert(ReplayRow replay);

  Optional<ReplayRow> find(ReplayHash hash);

  List<ReplayRow> of(MatchId match);
}
