package io.lanista.ports.chain;

import io.lanista.ports.settlement.Bytes32;
import java.util.Objects;

/**
 * A transaction as it goes out. Storing it before it is sent is what lets a restart send it again
 * rather than a second one.
 *
 * @param hash by which it is found on chain
 * @param raw the signed bytes, as {@code 0x} and hexadecimal digits
 */
public record SignedTransaction(Bytes32 hash, long nonce, Fees fees, String raw) {
  public SignedTransaction {
    Objects.requireNonNull(hash);
    Objects.requireNonNull(fees);
    Objects.requireNonNull(raw);
    if (nonce < 0) {
      throw new IllegalArgumentException("A nonce is not negative.");
    }
  }
}
