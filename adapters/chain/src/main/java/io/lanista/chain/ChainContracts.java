package io.lanista.chain;

import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.settlement.WalletAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the contracts are; those that are missing are not used.
 *
 * @param addresses at least that of MatchProof
 */
public record ChainContracts(Map<ChainContract, WalletAddress> addresses) {
  public ChainContracts {
    addresses = Map.copyOf(new EnumMap<>(addresses));
    if (!addresses.containsKey(ChainContract.MATCH_PROOF)) {
      throw new IllegalArgumentException("Without a MatchProof contract there is nothing to do.");
    }
  }

  /** Where a contract is; empty if it is not used. */
  public Optional<WalletAddress> find(ChainContract contract) {
    return Optional.ofNullable(addresses.get(contract));
  }

  /**
   * Where a contract is.
   *
   * @throws IllegalStateException if it is not used
   */
  public WalletAddress get(ChainContract contract) {
    return find(contract)
        .orElseThrow(
            () -> new IllegalStateException("The contract " + contract + " is not configured."));
  }
}
