package io.lanista.ports.settlement;

import java.util.Objects;
import java.util.Optional;

/**
 * Who signed, or why nobody did.
 *
 * @param signer present exactly when {@code problem} is empty
 * @param problem a sentence for the signer
 */
public record Recovery(Optional<WalletAddress> signer, Optional<String> problem) {
  public Recovery {
    if (signer.isPresent() == problem.isPresent()) {
      throw new IllegalArgumentException("A recovery gives a signer or a problem, never both.");
    }
  }

  public static Recovery of(WalletAddress signer) {
    return new Recovery(Optional.of(Objects.requireNonNull(signer)), Optional.empty());
  }

  public static Recovery failed(String problem) {
    return new Recovery(Optional.empty(), Optional.of(Objects.requireNonNull(problem)));
  }
}
