package io.lanista.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.chain.Wallet;
import io.lanista.chain.Web3jChain;
import io.lanista.chain.local.Anvil;
import io.lanista.chain.local.LocalAccount;
import io.lanista.chain.local.LocalContracts;
import io.lanista.chain.local.NodePackages;
import io.lanista.chain.local.SolidityCompiler;
import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.settlement.WalletAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A chain of the demo's own with the project's contracts on it; gone when it is closed. */
final class DemoChain implements AutoCloseable {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final int SELECTOR = 10;

  private final Anvil anvil;
  private final JsonNode compiled;
  private final LocalAccount engine;
  private final LocalContracts contracts;

  private DemoChain(Anvil anvil, JsonNode compiled, LocalAccount engine, LocalContracts contracts) {
    this.anvil = anvil;
    this.compiled = compiled;
    this.engine = engine;
    this.contracts = contracts;
  }

  /**
   * A transaction that somebody of the demo sent.
   *
   * @param method the contract's function, or "deploys"
   */
  record Sent(String hash, String from, String method, long block) {}

  /**
   * Starts a chain that mines a block a second.
   *
   * @param packages brings what is missing
   * @throws IOException if that cannot be had; the message says what to install
   */
  static DemoChain start(NodePackages packages, Path logs, Story story) throws IOException {
    story.tell("chain", "anvil and solc, from the PATH or " + packages.modules() + " ...");
    Path program = Anvil.program(packages);
    JsonNode compiled = new SolidityCompiler(packages).compile();
    Anvil anvil = Anvil.start(program, logs, Anvil.CHAIN_ID, "--block-time", "1");
    try {
      LocalAccount engine = LocalAccount.funded(anvil, ETHER.multiply(BigInteger.TEN));
      LocalContracts contracts = LocalContracts.deploy(anvil, compiled, engine.address());
      story.tell("chain", anvil.url() + ", chain " + anvil.chainId() + ", a block each second");
      for (ChainContract contract : ChainContract.values()) {
        story.tell("contract", contracts.addresses().get(contract) + "  " + word(contract));
      }
      story.tell("wallet", engine.address() + "  the server's, for gas");
      return new DemoChain(anvil, compiled, engine, contracts);
    } catch (RuntimeException failed) {
      anvil.close();
      throw failed;
    }
  }

  private static String word(ChainContract contract) {
    return contract.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  Anvil anvil() {
    return anvil;
  }

  LocalContracts contracts() {
    return contracts;
  }

  WalletAddress engine() {
    return engine.address();
  }

  /** The chain as the server sees it. */
  Chain view() {
    return new Web3jChain(
        anvil.endpoint(),
        contracts.domain(),
        contracts.addresses(),
        Wallet.of(HexFormat.of().parseHex(engine.key())),
        Optional.empty());
  }

  /** Somebody with ether and an ERC-8004 id. */
  ChainPlayer player() {
    LocalAccount account = LocalAccount.funded(anvil, ETHER.multiply(BigInteger.TEN));
    return new ChainPlayer(account, contracts.registerAgent(account));
  }

  /** What a server needs to be configured to use this chain. */
  Map<String, String> keys() {
    Map<String, String> keys = new HashMap<>();
    keys.put("signing.chain-id", anvil.chainId().toString());
    keys.put("signing.contract", contracts.addresses().get(ChainContract.MATCH_PROOF).toString());
    keys.put("chain.rpc-url", anvil.url().toString());
    keys.put("chain.confirmations", "2");
    keys.put("chain.poll-interval", "300ms");
    for (ChainContract contract : ChainContract.values()) {
      if (contract != ChainContract.MATCH_PROOF) {
        String key = contract.name().toLowerCase(Locale.ROOT).replace('_', '-');
        keys.put("chain.contracts." + key, contracts.addresses().get(contract).toString());
      }
    }
    return keys;
  }

  /** An environment with the server's key in it, and none but that. */
  Map<String, String> environment(Map<String, String> other) {
    Map<String, String> environment = new HashMap<>(other);
    environment.keySet().removeIf(name -> name.startsWith("LANISTA_CHAIN_"));
    environment.put("LANISTA_CHAIN_KEY", engine.key());
    return environment;
  }

  /** All transactions of some accounts, oldest first. */
  List<Sent> sentBy(List<WalletAddress> accounts) {
    List<Sent> found = new ArrayList<>();
    for (long block = 1; block <= anvil.blockNumber(); block++) {
      for (Map<String, Object> transaction : anvil.transactions(block)) {
        WalletAddress from = WalletAddress.parse((String) transaction.get("from"));
        if (accounts.contains(from)) {
          found.add(
              new Sent(
                  (String) transaction.get("hash"),
                  from.toString(),
                  method((String) transaction.get("input")),
                  block));
        }
      }
    }
    return found;
  }

  private String method(String input) {
    String selector = input.substring(2, SELECTOR);
    for (JsonNode contract : compiled) {
      for (Map.Entry<String, JsonNode> method :
          contract.path("evm").path("methodIdentifiers").properties()) {
        if (method.getValue().asText().equals(selector)) {
          return method.getKey().substring(0, method.getKey().indexOf('('));
        }
      }
    }
    return "0x" + selector;
  }

  @Override
  public void close() {
    anvil.close();
  }
}
