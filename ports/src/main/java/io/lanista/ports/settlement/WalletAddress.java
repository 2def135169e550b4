package io.lanista.ports.settlement;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An EVM account address: 20 bytes. Two addresses are equal whatever the case they were written in.
 */
public final class WalletAddress {
  private final byte[] bytes;

  private WalletAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads {@code 0x} and 40 hexadecimal digits, in any case.
   *
   * @throws EngineException INVALID_WALLET if the text is anything else
   */
  public static WalletAddress parse(String text) {
    if (text == null || text.length() != 42 || !text.startsWith("0x")) {
      throw invalid();
    }
    try {
      return new WalletAddress(HexFormat.of().parseHex(text, 2, 42));
    } catch (IllegalArgumentException notHex) {
      throw invalid();
    }
  }

  /** Takes exactly 20 bytes. */
  public static WalletAddress of(byte[] bytes) {
    if (bytes.length != 20) {
      throw new IllegalArgumentException("An address has 20 bytes; given: " + bytes.length);
    }
    return new WalletAddress(bytes.clone());
  }

  private static EngineException invalid() {
    return new EngineException(
        ErrorCode.INVALID_WALLET, "A wallet address is 0x and 40 hexadecimal digits.");
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@code 0x} and 40 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WalletAddress that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
