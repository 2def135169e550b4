package io.lanista.chain;

import io.lanista.ports.chain.ChainException;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import java.util.Optional;

/**
 * Reads recorded results. Needs no key. Thread-safe. Each question is bounded in time and throws
 * {@link ChainException} if the node does not answer it.
 */
public final class MatchProofReader {
  private final ContractReader contracts;
  private final SigningDomain domain;

  /**
   * A reader of one contract.
   *
   * @param domain says which chain and contract
   */
  public MatchProofReader(RpcEndpoint endpoint, SigningDomain domain) {
    this(new ContractReader(new Rpc(endpoint)), domain);
  }

  MatchProofReader(ContractReader contracts, SigningDomain domain) {
    this.contracts = contracts;
    this.domain = domain;
  }

  /**
   * Fails unless the node serves the domain's chain.
   *
   * @throws ChainException WRONG_CHAIN if it serves another
   */
  public void checkChain() {
    contracts.mustBeOn(domain.chainId());
  }

  /** Whether the contract has a result of a match. */
  public boolean recorded(Bytes32 matchId) {
    return contracts.need(
        contracts
            .read(
                CallEncoder.to(
                    contract(),
                    "recorded",
                    new org.web3j.abi.datatypes.generated.Bytes32(matchId.bytes())))
            .bool(0));
  }

  /** The recorded result of a match; empty if there is none. */
  public Optional<MatchResult> find(Bytes32 matchId) {
    if (!recorded(matchId)) {
      return Optional.empty();
    }
    AbiWords struct =
        contracts.need(
            contracts
                .read(
                    CallEncoder.to(
                        contract(),
                        "getMatch",
                        new org.web3j.abi.datatypes.generated.Bytes32(matchId.bytes())))
                .tuple(0));
    return Optional.of(contracts.need(result(struct)));
  }

  private static Optional<MatchResult> result(AbiWords struct) {
    try {
      return Optional.of(
          new MatchResult(
              struct.bytes32(0).orElseThrow(),
              struct.address(1).orElseThrow(),
              struct.address(2).orElseThrow(),
              struct.text(3).orElseThrow(),
              struct.small(4).orElseThrow(),
              struct.small(5).orElseThrow(),
              struct.bytes32(6).orElseThrow(),
              struct.large(7).orElseThrow()));
    } catch (java.util.NoSuchElementException | IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /** The digest that players sign, as the contract computes it. */
  public Bytes32 digest(MatchResult result) {
    return contracts.need(
        contracts
            .read(CallEncoder.to(contract(), "getDigest", CallEncoder.struct(result)))
            .bytes32(0));
  }

  private WalletAddress contract() {
    return domain.verifyingContract();
  }
}
