package io.lanista.http.netplay;

import io.lanista.engine.chain.ChainRecords;
import io.lanista.http.json.About;
import io.lanista.ports.settlement.Bytes32;
import java.util.Optional;

/** How far a match's result is on chain. */
@About("A match's result on chain.")
public record ChainForm(
    @About("off, pending, sent, confirmed or failed") String status,
    @About("The transaction that recorded it, or is to.") Optional<String> txHash,
    @About("Blocks on it, its own included; 0 while it is in none.") long confirmations) {

  static ChainForm of(ChainRecords.Standing standing) {
    return new ChainForm(
        standing.status().word(),
        standing.transaction().map(Bytes32::toString),
        standing.confirmations());
  }
}
