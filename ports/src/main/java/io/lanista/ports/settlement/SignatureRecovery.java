package io.lanista.ports.settlement;

/** The cryptography of signed results (EIP-712, secp256k1). Pure and thread-safe. */
public interface SignatureRecovery {
  /** The EIP-712 digest that is signed: keccak256(0x1901 || domain separator || struct hash). */
  Bytes32 digest(SigningDomain domain, MatchResult result);

  /**
   * The account that signed a digest. Refuses, with the reason, every form that would let one
   * signature be written in two ways: v other than 27, 28, 0 or 1, r or s out of range, s above
   * half the group's order (EIP-2).
   */
  Recovery recover(Bytes32 digest, Signature signature);
}
