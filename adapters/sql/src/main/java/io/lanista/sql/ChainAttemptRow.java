package io.lanista.sql;

import io.lanista.ports.chain.Fees;
import io.lanista.ports.chain.SignedTransaction;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;

/**
 * A row of what was signed.
 *
 * @param number from 0, the oldest
 * @param most the highest fee for a unit of gas, the tip included
 */
record ChainAttemptRow(
    BigInteger chainId,
    WalletAddress wallet,
    long nonce,
    int number,
    Bytes32 hash,
    BigInteger tip,
    BigInteger most,
    String raw) {
  static ChainAttemptRow of(
      BigInteger chainId, WalletAddress wallet, int number, SignedTransaction attempt) {
    return new ChainAttemptRow(
        chainId,
        wallet,
        attempt.nonce(),
        number,
        attempt.hash(),
        attempt.fees().tip(),
        attempt.fees().max(),
        attempt.raw());
  }

  SignedTransaction attempt() {
    return new SignedTransaction(hash, nonce, new Fees(tip, most), raw);
  }
}
