package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import java.util.List;

/** Statements about signatures. */
interface SignatureMapper {
  void insert(SignatureRow signature);

  List<SignatureRow> of(MatchId match);
}
