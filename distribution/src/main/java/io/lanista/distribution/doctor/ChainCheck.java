package io.lanista.distribution.doctor;

import io.lanista.chain.Web3jChain;
import io.lanista.distribution.config.ChainConfig;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainHead;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the chain can be asked, is the right one, has the contracts, and the wallet can pay. */
final class ChainCheck implements Check {
  private static final int DECIMALS_OF_ETHER = 18;

  @Override
  public List<Finding> look(LanistaConfig config) {
    Optional<Web3jChain> chain;
    try {
      chain = config.chain().open(config.signing().domain());
    } catch (IllegalArgumentException refused) {
      return List.of(
          Finding.bad("chain", refused.getMessage(), "Set LANISTA_CHAIN_KEY or chain.key-file."));
    }
    return chain
        .map(configured -> look(configured, config.chain()))
        .orElseGet(
            () ->
                List.of(
                    Finding.ok("chain", "off: results are signed and verified, nothing is sent")));
  }

  private static List<Finding> look(Web3jChain chain, ChainConfig config) {
    List<Finding> findings = new ArrayList<>();
    try {
      ChainHead head = chain.head();
      findings.add(Finding.ok("chain", "chain " + head.chainId() + " is at block " + head.block()));
      findings.add(wallet(chain, head, config));
      for (ChainContract contract : ChainContract.values()) {
        if (chain.has(contract)) {
          findings.add(contract(chain, contract));
        }
      }
      findings.addAll(ratings(chain));
    } catch (ChainException trouble) {
      findings.add(
          Finding.bad(
              "chain",
              trouble.getMessage(),
              trouble.kind() == ChainException.Kind.WRONG_CHAIN
                  ? "Set chain.rpc-url to a node of the chain of signing.chain-id."
                  : "Check chain.rpc-url and that the node runs. Matches are played meanwhile;"
                      + " results wait."));
    }
    return findings;
  }

  private static Finding wallet(Web3jChain chain, ChainHead head, ChainConfig config) {
    BigDecimal ether = new BigDecimal(head.balanceWei(), DECIMALS_OF_ETHER).stripTrailingZeros();
    String found = chain.wallet() + " has " + ether.toPlainString() + " of the chain's coin";
    if (head.balanceWei().signum() == 0) {
      return Finding.bad("wallet", found, "Send it some: nothing can be recorded without.");
    }
    return head.balanceWei().compareTo(config.lowBalanceWei()) < 0
        ? Finding.note("wallet", found, "That is below chain.low-balance; send it some.")
        : Finding.ok("wallet", found);
  }

  private static Finding contract(Web3jChain chain, ChainContract contract) {
    String name = contract.name().toLowerCase(Locale.ROOT).replace('_', '-');
    boolean recording = contract == ChainContract.MATCH_PROOF;
    String key = recording ? "signing.contract" : "chain.contracts." + name;
    return chain.isDeployed(contract)
        ? Finding.ok("contract", name + " at " + chain.address(contract))
        : Finding.bad(
            "contract",
            "there is no code at " + chain.address(contract) + ", which should be " + name,
            "Correct " + key + (recording ? "." : ", or set it to \"\"."));
  }

  private static List<Finding> ratings(Web3jChain chain) {
    return chain.has(ChainContract.REPUTATION_REGISTRY)
            && !chain.has(ChainContract.IDENTITY_REGISTRY)
        ? List.of(
            Finding.note(
                "ratings",
                "are not posted: no identity registry is configured",
                "Set chain.contracts.identity-registry to have them posted."))
        : List.of();
  }
}
