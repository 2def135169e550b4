package io.lanista.chain;

import io.lanista.ports.settlement.SignatureRecovery;

final class Web3jSignatureRecoveryTest extends RecoveryOnTheCurveContract {
  private final SignatureRecovery recovery = new Web3jSignatureRecovery();

  @Override
  protected SignatureRecovery recovery() {
    return recovery;
  }
}
