package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.StoredSignature;
import io.lanista.ports.storage.SignatureStore;
import java.util.List;

/** Signatures in a table. */
final class SqlSignatures implements SignatureStore {
  private final Session session;

  SqlSignatures(Session session) {
    this.session = session;
  }

  @Override
  public List<StoredSignature> of(MatchId match) {
    return session.reading(SignatureMapper.class).of(match).stream()
        .map(SignatureRow::stored)
        .toList();
  }

  @Override
  public void insert(MatchId match, StoredSignature signature) {
    session.writing(SignatureMapper.class).insert(SignatureRow.of(match, signature));
    session.send();
  }
}
