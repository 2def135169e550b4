package io.lanista.ports.chain;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.Optional;

/**
 * One EVM chain, its contracts and the engine's wallet on it. Thread-safe. Whatever asks the node
 * is bounded in time and throws {@link ChainException}; it may be asked again. Nothing is kept
 * here: nonces and what was sent are the engine's to remember.
 */
public interface Chain {
  /** The account that pays and signs; asks nobody. */
  WalletAddress wallet();

  /** Which contracts are configured; asks nobody. */
  boolean has(ChainContract contract);

  /**
   * Where chain and wallet are now.
   *
   * @throws ChainException WRONG_CHAIN if the node serves another chain
   */
  ChainHead head();

  /**
   * The call as a transaction carries it; asks nobody.
   *
   * @throws IllegalStateException if its contract is not configured
   */
  EncodedCall encode(ChainCall call);

  /**
   * What the call would cost now, with a reserve.
   *
   * @return units of gas
   * @throws ChainException REVERTED if the contract would refuse it
   */
  long gas(EncodedCall call);

  /** What is usual now, within the configured maximum. */
  Fees fees();

  /** Signs; asks nobody. The same arguments give the same transaction. */
  SignedTransaction sign(EncodedCall call, long nonce, long gas, Fees fees);

  /** Hands a transaction to the node. That the node has it already is no error. */
  void send(SignedTransaction transaction);

  /** Where a transaction is; empty if it is in no block of the chain as it is now. */
  Optional<Receipt> receipt(Bytes32 hash);

  /** Whether MatchProof has a result of this match. */
  boolean recorded(Bytes32 matchId);

  /** A wager by its number; empty if the contract has none. */
  Optional<ChainWager> wager(BigInteger id);

  /** Who owns an agent's ERC-8004 id; empty if nobody does. */
  Optional<WalletAddress> ownerOf(BigInteger agentId);

  /** The contract's word on whether a pool can still be resolved or cancelled. */
  boolean isPoolOpen(BigInteger poolId);
}
