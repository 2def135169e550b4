package io.lanista.ports.storage;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.StoredSignature;
import java.util.List;

/** Verified signatures, within one transaction. */
public interface SignatureStore {
  /** In the order of the sides. */
  List<StoredSignature> of(MatchId match);

  /** Adds a signature of a side that has none. */
  void insert(MatchId match, StoredSignature signature);
}
