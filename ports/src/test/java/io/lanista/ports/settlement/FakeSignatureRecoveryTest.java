package io.lanista.ports.settlement;

import java.nio.ByteBuffer;

final class FakeSignatureRecoveryTest extends SignatureRecoveryContract {
  @Override
  protected SignatureRecovery recovery() {
    return new FakeSignatureRecovery();
  }

  @Override
  protected WalletAddress account(int number) {
    return WalletAddress.of(ByteBuffer.allocate(20).putInt(16, number).array());
  }

  @Override
  protected Signature sign(int number, Bytes32 digest) {
    return FakeSignatureRecovery.sign(account(number), digest);
  }
}
