package io.lanista.distribution.result;

import io.lanista.distribution.doctor.Finding;
import io.lanista.ports.match.Side;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.SignatureRecovery;
import io.lanista.ports.settlement.WalletAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks what a proof says by itself: asks neither the server nor the chain. */
public final class ProofCheck {
  private final SignatureRecovery recovery;

  public ProofCheck(SignatureRecovery recovery) {
    this.recovery = recovery;
  }

  /**
   * Everything that was checked and how it came out, in the order to be shown.
   *
   * @param contract the MatchProof that the result must have been signed for; empty to take the
   *     document's word
   */
  public List<Finding> look(ProofDocument proof, Optional<WalletAddress> contract) {
    List<Finding> findings = new ArrayList<>();
    findings.add(match(proof));
    findings.add(domain(proof, contract));
    Bytes32 digest = recovery.digest(proof.domain(), proof.result());
    findings.add(
        digest.equals(proof.digest())
            ? Finding.ok("digest", digest.toString())
            : Finding.bad(
                "digest",
                "the document says " + proof.digest() + ", its typed data gives " + digest,
                "What was signed is not what the document shows."));
    proof.signatures().forEach(signed -> findings.add(signature(signed, digest, proof.result())));
    findings.addAll(signers(proof));
    return findings;
  }

  private static Finding match(ProofDocument proof) {
    Bytes32 expected = Bytes32.of(sha256(proof.match().toString()));
    return expected.equals(proof.result().matchId())
        ? Finding.ok("match", proof.match() + ", on chain " + expected)
        : Finding.bad(
            "match",
            "what was signed is of the match " + proof.result().matchId() + " on chain",
            "The SHA-256 of " + proof.match() + " is " + expected + ".");
  }

  private static Finding domain(ProofDocument proof, Optional<WalletAddress> contract) {
    String found =
        proof.domain().name()
            + " "
            + proof.domain().version()
            + ", chain "
            + proof.domain().chainId()
            + ", contract "
            + proof.domain().verifyingContract();
    if (!proof.domain().chainId().equals(proof.chain().chainId())
        || !proof.domain().verifyingContract().equals(proof.chain().contract())) {
      return Finding.bad(
          "signed for",
          found,
          "The document says that it is recorded elsewhere: chain "
              + proof.chain().chainId()
              + ", contract "
              + proof.chain().contract()
              + ".");
    }
    if (contract.filter(wanted -> !wanted.equals(proof.domain().verifyingContract())).isPresent()) {
      return Finding.bad("signed for", found, "The contract should be " + contract.get() + ".");
    }
    return Finding.ok("signed for", found);
  }

  private Finding signature(ProofDocument.Signed signed, Bytes32 digest, MatchResult result) {
    Recovery recovered = recovery.recover(digest, signed.signature());
    if (recovered.signer().isEmpty()) {
      return Finding.bad(
          "signature " + signed.side(), "not valid", recovered.problem().orElseThrow());
    }
    WalletAddress signer = recovered.signer().get();
    if (!signer.equals(signed.address())) {
      return Finding.bad(
          "signature " + signed.side(),
          "not made by " + signed.address(),
          "Over this result, it is one of " + signer + ".");
    }
    if (signer.equals(result.winner())) {
      return Finding.ok("signature " + signed.side(), signer + ", the winner");
    }
    if (signer.equals(result.loser())) {
      return Finding.ok("signature " + signed.side(), signer + ", the loser");
    }
    return Finding.bad(
        "signature " + signed.side(),
        "made by " + signer,
        "Only the winner " + result.winner() + " and the loser " + result.loser() + " count.");
  }

  private static List<Finding> signers(ProofDocument proof) {
    List<Finding> findings = new ArrayList<>();
    Set<Side> sides = EnumSet.noneOf(Side.class);
    Set<WalletAddress> addresses = new HashSet<>();
    for (ProofDocument.Signed signed : proof.signatures()) {
      sides.add(signed.side());
      addresses.add(signed.address());
    }
    if (sides.size() != Side.values().length) {
      findings.add(Finding.bad("signers", "both signatures are of one side", "Both must sign."));
    }
    if (addresses.size() != Side.values().length) {
      findings.add(Finding.bad("signers", "both signatures are of one wallet", "Both must sign."));
    }
    return findings;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
