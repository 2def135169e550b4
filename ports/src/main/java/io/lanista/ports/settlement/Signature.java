package io.lanista.ports.settlement;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.Arrays;
import java.util.HexFormat;

/** A 65-byte secp256k1 signature: r, s, v. Its form is checked here, its meaning elsewhere. */
public final class Signature {
  private final byte[] bytes;

  private Signature(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads 130 hexadecimal digits, with or without {@code 0x}.
   *
   * @throws EngineException INVALID_SIGNATURE if the text is anything else
   */
  public static Signature parse(String text) {
    String digits = text != null && text.startsWith("0x") ? text.substring(2) : text;
    if (digits == null || digits.length() != 130) {
      throw invalid();
    }
    try {
      return new Signature(HexFormat.of().parseHex(digits));
    } catch (IllegalArgumentException notHex) {
      throw invalid();
    }
  }

  /** Takes exactly 65 bytes. */
  public static Signature of(byte[] bytes) {
    if (bytes.length != 65) {
      throw new IllegalArgumentException("A signature has 65 bytes; given: " + bytes.length);
    }
    return new Signature(bytes.clone());
  }

  private static EngineException invalid() {
    return EngineException.field(
        ErrorCode.INVALID_SIGNATURE,
        "signature",
        "A signature is 65 bytes (r, s, v) in hexadecimal, with or without 0x.");
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** 130 lower-case hexadecimal digits, without {@code 0x}, as this family of clients expects. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Signature that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
