package io.lanista.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A checksum of rows that does not depend on their order: the sum of each row's SHA-256, cut to 128
 * bits, with a carry between its halves left out. Equal for equal rows on either database.
 */
final class RowDigest {
  private final MessageDigest sha256;
  private long rows;
  private long high;
  private long low;

  RowDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }

  /** Takes in a row of nulls, Longs, Doubles, Strings and byte arrays. */
  void add(Object[] row) {
    for (Object value : row) {
      if (value == null) {
        sha256.update((byte) 0);
      } else if (value instanceof Long number) {
        part(1, ByteBuffer.allocate(8).putLong(number).array());
      } else if (value instanceof Double number) {
        part(2, ByteBuffer.allocate(8).putDouble(number).array());
      } else if (value instanceof String text) {
        part(3, text.getBytes(StandardCharsets.UTF_8));
      } else {
        part(4, (byte[]) value);
      }
    }
    ByteBuffer sum = ByteBuffer.wrap(sha256.digest());
    high += sum.getLong();
    low += sum.getLong();
    rows++;
  }

  private void part(int kind, byte[] bytes) {
    sha256.update((byte) kind);
    sha256.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    sha256.update(bytes);
  }

  long rows() {
    return rows;
  }

  /** 32 hexadecimal digits. */
  String text() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
