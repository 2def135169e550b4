package io.lanista.chain;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads ABI-encoded values by hand: the answers are few and small, and whatever a node sends must
 * neither allocate more than it sent nor throw. Each reading is empty where the bytes do not hold
 * such a value. Immutable.
 */
final class AbiWords {
  private static final int WORD = 32;
  private static final BigInteger MAX_INT = BigInteger.valueOf(Integer.MAX_VALUE);

  private final byte[] bytes;
  private final int start;

  private AbiWords(byte[] bytes, int start) {
    this.bytes = bytes;
    this.start = start;
  }

  /** Of hexadecimal digits, with or without {@code 0x}; empty if they are none. */
  static Optional<AbiWords> ofHex(String digits) {
    try {
      String bare = digits.startsWith("0x") ? digits.substring(2) : digits;
      return Optional.of(new AbiWords(HexFormat.of().parseHex(bare), 0));
    } catch (IllegalArgumentException notHex) {
      return Optional.empty();
    }
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }

  /** A word as it is. */
  Optional<Bytes32> bytes32(int word) {
    long from = start + (long) word * WORD;
    return from + WORD > bytes.length
        ? Optional.empty()
        : Optional.of(Bytes32.of(Arrays.copyOfRange(bytes, (int) from, (int) from + WORD)));
  }

  /** A word as an unsigned number. */
  Optional<BigInteger> number(int word) {
    return bytes32(word).map(value -> new BigInteger(1, value.bytes()));
  }

  /** A word as an unsigned number of 31 bits. */
  Optional<Integer> small(int word) {
    return number(word).filter(value -> value.compareTo(MAX_INT) <= 0).map(BigInteger::intValue);
  }

  /** A word as an unsigned number of 63 bits. */
  Optional<Long> large(int word) {
    return number(word).filter(value -> value.bitLength() < Long.SIZE).map(BigInteger::longValue);
  }

  /** A word as 0 or 1. */
  Optional<Boolean> bool(int word) {
    return small(word).filter(value -> value <= 1).map(value -> value == 1);
  }

  /** A word as an address. */
  Optional<WalletAddress> address(int word) {
    return number(word)
        .filter(value -> value.bitLength() <= 160)
        .flatMap(value -> bytes32(word))
        .map(value -> WalletAddress.of(Arrays.copyOfRange(value.bytes(), 12, WORD)));
  }

  /** The tuple that a word points at, with offsets from its own beginning. */
  Optional<AbiWords> tuple(int word) {
    return small(word)
        .filter(offset -> offset % WORD == 0 && start + (long) offset <= bytes.length)
        .map(offset -> new AbiWords(bytes, start + offset));
  }

  /** The UTF-8 text that a word points at. */
  Optional<String> text(int word) {
    return tuple(word)
        .flatMap(
            at ->
                at.small(0)
                    .filter(length -> at.start + WORD + (long) length <= bytes.length)
                    .map(
                        length ->
                            new String(bytes, at.start + WORD, length, StandardCharsets.UTF_8)));
  }
}
