package io.lanista.chain;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.CanonicalForm;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SignatureRecovery;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What recovery is, whoever computes on the curve: the same digests, and the same forms refused
 * before the curve is asked, because those who compute disagree about the others.
 */
abstract sealed class AccountRecovery implements SignatureRecovery
    permits NativeSignatureRecovery, Web3jSignatureRecovery {
  /** An engine signs in one domain; a few more may be asked for when it verifies documents. */
  private static final int MAX_DOMAINS = 16;

  private final Map<SigningDomain, byte[]> separators = new ConcurrentHashMap<>();

  /** The account whose key made a signature in canonical form; empty if no key could have. */
  abstract Optional<WalletAddress> signer(Bytes32 digest, Signature canonical);

  @Override
  public final Bytes32 digest(SigningDomain domain, MatchResult result) {
    return ResultEncoding.digest(separator(domain), result);
  }

  @Override
  public final Recovery recover(Bytes32 digest, Signature signature) {
    Optional<String> problem = CanonicalForm.problem(signature);
    if (problem.isPresent()) {
      return Recovery.failed(problem.get());
    }
    return signer(digest, signature)
        .map(Recovery::of)
        .orElseGet(() -> Recovery.failed("The signature does not belong to any account."));
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
