package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.StoredSignature;
import io.lanista.ports.settlement.WalletAddress;
import java.time.Instant;

/** A row of the signatures. */
record SignatureRow(
    MatchId matchId, Side side, WalletAddress address, Signature signature, Instant createdAt) {
  static SignatureRow of(MatchId match, StoredSignature stored) {
    return new SignatureRow(
        match, stored.side(), stored.address(), stored.signature(), stored.createdAt());
  }

  StoredSignature stored() {
    return new StoredSignature(side, address, signature, createdAt);
  }
}
