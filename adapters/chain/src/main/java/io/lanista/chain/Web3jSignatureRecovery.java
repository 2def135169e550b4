package io.lanista.chain;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.CanonicalForm;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SignatureRecovery;
import io.lanista.ports.settlement.SigningDomain;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.Sign;

/** Recovers signers with web3j, some 9,000 a second and thread. Thread-safe. */
public final class Web3jSignatureRecovery implements SignatureRecovery {
  /** An engine signs in one domain; a few more may be asked for when it verifies documents. */
  private static final int MAX_DOMAINS = 16;

  private final Map<SigningDomain, byte[]> separators = new ConcurrentHashMap<>();

  @Override
  public Bytes32 digest(SigningDomain domain, MatchResult result) {
    return ResultEncoding.digest(separator(domain), result);
  }

  @Override
  public Recovery recover(Bytes32 digest, Signature signature) {
    Optional<String> problem = CanonicalForm.problem(signature);
    if (problem.isPresent()) {
      return Recovery.failed(problem.get());
    }
    return publicKey(digest, signature)
        .map(key -> Recovery.of(Accounts.address(key)))
        .orElseGet(() -> Recovery.failed("The signature does not belong to any account."));
  }

  private static Optional<BigInteger> publicKey(Bytes32 digest, Signature signature) {
    ECDSASignature numbers =
        new ECDSASignature(CanonicalForm.r(signature), CanonicalForm.s(signature));
    try {
      BigInteger key =
          Sign.recoverFromSignature(CanonicalForm.recoveryId(signature), numbers, digest.bytes());
      // The point at infinity, which can be forged for any digest, comes back as zero.
      return Optional.ofNullable(key).filter(found -> found.signum() != 0);
    } catch (IllegalArgumentException notOnTheCurve) {
      return Optional.empty();
    }
  }

  private byte[] separator(SigningDomain domain) {
    byte[] known = separators.get(domain);
    if (known != null) {
      return known;
    }
    byte[] separator = ResultEncoding.domainSeparator(domain);
    if (separators.size() < MAX_DOMAINS) {
      separators.put(domain, separator);
    }
    return separator;
  }
}
