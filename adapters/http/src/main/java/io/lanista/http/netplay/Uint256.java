package io.lanista.http.netplay;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.math.BigInteger;

/** Checks integers that go on chain as uint256. */
final class Uint256 {
  private Uint256() {}

  static BigInteger atLeast(int least, String field, BigInteger value) {
    if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.bitLength() > 256) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST,
          field,
          field + " is a whole number from " + least + " to 2^256-1.");
    }
    return value;
  }
}
