package io.lanista.chain;

import io.lanista.ports.settlement.SignatureRecovery;

final class NativeSignatureRecoveryTest extends RecoveryOnTheCurveContract {
  private final SignatureRecovery recovery = NativeHere.recovery();

  @Override
  protected SignatureRecovery recovery() {
    return recovery;
  }
}
