package io.lanista.ports.storage;

import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainTransaction;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.chain.Fees;
import io.lanista.ports.chain.SignedTransaction;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Steps and transactions to store. */
public final class ChainSamples {
  public static final BigInteger ID = BigInteger.valueOf(31_337);
  public static final WalletAddress WALLET = WalletAddress.parse("0x" + "1f".repeat(20));
  private static final WalletAddress CONTRACT = WalletAddress.parse("0x" + "ab".repeat(20));

  private int hashes;

  public static ChainStep pending(MatchId match, ChainStep.Kind kind, Instant at) {
    return ChainStep.of(match, kind, ChainStep.Status.PENDING, at);
  }

  /** A hash that no other has. */
  public Bytes32 hash() {
    return Bytes32.of(ByteBuffer.allocate(32).putInt(28, ++hashes).array());
  }

  /** Something signed, for a fee. */
  public SignedTransaction signed(long nonce, long wei) {
    return new SignedTransaction(
        hash(),
        nonce,
        new Fees(BigInteger.ONE, BigInteger.valueOf(wei)),
        "0x02" + "f8".repeat(200));
  }

  /** A transaction that was signed once and did not go out. */
  public ChainTransaction transaction(ChainStep step, long nonce) {
    return new ChainTransaction(
        nonce,
        step.match(),
        step.kind(),
        new EncodedCall(CONTRACT, new byte[] {1, 2, 3, (byte) nonce}),
        90_000,
        List.of(signed(nonce, 100)),
        Optional.empty(),
        Optional.empty());
  }
}
