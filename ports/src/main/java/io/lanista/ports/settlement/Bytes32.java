package io.lanista.ports.settlement;

import java.util.Arrays;
import java.util.HexFormat;

/** A bytes32 value: a digest, a match's id on chain. Immutable. */
public final class Bytes32 {
  /** All zero. */
  public static final Bytes32 ZERO = new Bytes32(new byte[32]);

  private final byte[] bytes;

  private Bytes32(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes exactly 32 bytes. */
  public static Bytes32 of(byte[] bytes) {
    if (bytes.length != 32) {
      throw new IllegalArgumentException("A bytes32 has 32 bytes; given: " + bytes.length);
    }
    return new Bytes32(bytes.clone());
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@code 0x} and 64 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes32 that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
