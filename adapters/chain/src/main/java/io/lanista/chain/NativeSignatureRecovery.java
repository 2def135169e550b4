package io.lanista.chain;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.CanonicalForm;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.WalletAddress;
import java.util.Arrays;
import java.util.Optional;

/** Recovers signers with libsecp256k1, some 30,000 a second and thread. Thread-safe. */
final class NativeSignatureRecovery extends AccountRecovery {
  private final Libsecp256k1 library;

  NativeSignatureRecovery(Libsecp256k1 library) {
    this.library = library;
  }

  @Override
  Optional<WalletAddress> signer(Bytes32 digest, Signature canonical) {
    byte[] numbers = Arrays.copyOf(canonical.bytes(), 64);
    return library
        .publicKey(digest.bytes(), numbers, CanonicalForm.recoveryId(canonical))
        .map(Accounts::address);
  }
}
