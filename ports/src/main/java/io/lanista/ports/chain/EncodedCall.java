package io.lanista.ports.chain;

import io.lanista.ports.settlement.WalletAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/** A contract call in the form a transaction carries it. Immutable. */
public final class EncodedCall {
  private final WalletAddress to;
  private final byte[] data;

  /**
   * Makes a call.
   *
   * @param data the selector and the arguments, ABI-encoded
   */
  public EncodedCall(WalletAddress to, byte[] data) {
    this.to = Objects.requireNonNull(to);
    this.data = data.clone();
  }

  /** The contract. */
  public WalletAddress to() {
    return to;
  }

  public byte[] data() {
    return data.clone();
  }

  @Override
  public String toString() {
    return to + " 0x" + HexFormat.of().formatHex(data);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedCall that
        && to.equals(that.to)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * to.hashCode() + Arrays.hashCode(data);
  }
}
