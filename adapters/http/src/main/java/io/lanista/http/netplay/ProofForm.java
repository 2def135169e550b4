package io.lanista.http.netplay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.engine.chain.ChainRecords;
import io.lanista.engine.settlement.Proofs;
import io.lanista.http.json.About;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.StoredSignature;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What shows anyone that both sides signed a result. */
@About("A result with both signatures, to be checked without trust in this server.")
public record ProofForm(
    String matchId,
    @About("What both signed, as eth_signTypedData_v4 takes it.") JsonNode typedData,
    @About("The EIP-712 digest of it.") String digest,
    @About("One of each side, p1 first.") List<Signed> signatures,
    Recorded chain) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One side's signature. */
  public record Signed(
      @About("p1 or p2") String side,
      @About("Whose signature it is.") String address,
      @About("65 bytes (r, s, v), with 0x.") String signature) {
    static Signed of(StoredSignature stored) {
      return new Signed(
          stored.side().toString(), stored.address().toString(), "0x" + stored.signature());
    }
  }

  /** Where it is recorded. */
  public record Recorded(
      BigInteger chainId,
      @About("MatchProof") String contract,
      @About("off, pending, sent, confirmed or failed") String status,
      Optional<String> txHash) {}

  static ProofForm of(Proofs.Proof proof, ChainRecords.Standing standing) {
    return new ProofForm(
        proof.match().toString(),
        JSON.valueToTree(proof.typedData()),
        proof.digest().toString(),
        proof.signatures().stream().map(Signed::of).toList(),
        new Recorded(
            proof.domain().chainId(),
            proof.domain().verifyingContract().toString(),
            standing.status().word(),
            standing.transaction().map(Bytes32::toString)));
  }
}
