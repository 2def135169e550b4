package io.lanista.distribution.e2e;

import io.lanista.chain.ResultSigner;
import io.lanista.chain.local.Anvil;
import io.lanista.chain.local.FaultyRpc;
import io.lanista.chain.local.LocalAccount;
import io.lanista.chain.local.LocalContracts;
import io.lanista.chain.local.RealAnvil;
import io.lanista.ports.chain.ChainContract;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A real chain behind an address that can fail, with the contracts, the wallet of an engine and two
 * players on it. Blocks come several times a second.
 */
final class ChainStage implements AutoCloseable {
  static final BigInteger ETHER = BigInteger.TEN.pow(18);

  private static final BigInteger RICH = ETHER.multiply(BigInteger.valueOf(1000));

  private final Anvil anvil;
  private final FaultyRpc rpc;
  private final LocalAccount engine;
  private final LocalContracts contracts;
  private final Set<ChainContract> used;
  private final List<Player> players = new ArrayList<>();
  private final Blocks blocks;

  /** Somebody who plays, and owns an agent id. */
  record Player(LocalAccount account, BigInteger agentId) {
    ResultSigner signer() {
      return ResultSigner.of(account.key());
    }

    String address() {
      return account.address().toString();
    }
  }

  private ChainStage(Anvil anvil, Set<ChainContract> used) {
    this.anvil = anvil;
    this.used = used;
    this.rpc = FaultyRpc.before(anvil.url());
    this.engine = LocalAccount.funded(anvil, RICH);
    this.contracts = LocalContracts.deploy(anvil, RealAnvil.contracts(), engine.address());
    for (int i = 0; i < 2; i++) {
      LocalAccount account = LocalAccount.funded(anvil, RICH);
      players.add(new Player(account, contracts.registerAgent(account)));
    }
    // What was done so far is out of the reach of reorganisations.
    anvil.mine(16);
    this.blocks = new Blocks(anvil);
  }

  /**
   * A chain for servers that use these contracts besides MatchProof; skips the test where there is
   * none to be had.
   *
   * @param options more of anvil's
   */
  static ChainStage open(Set<ChainContract> used, String... options) {
    RealAnvil.contracts();
    List<String> all = new ArrayList<>(List.of("--no-mining"));
    all.addAll(List.of(options));
    Anvil anvil = RealAnvil.start(all.toArray(String[]::new));
    try {
      return new ChainStage(anvil, EnumSet.copyOf(used));
    } catch (RuntimeException failed) {
      anvil.close();
      throw failed;
    }
  }

  /** One for servers that record results and post ratings. */
  static ChainStage forResults() {
    return open(EnumSet.of(ChainContract.REPUTATION_REGISTRY, ChainContract.IDENTITY_REGISTRY));
  }

  Anvil anvil() {
    return anvil;
  }

  FaultyRpc rpc() {
    return rpc;
  }

  LocalAccount engine() {
    return engine;
  }

  LocalContracts contracts() {
    return contracts;
  }

  Player player(int index) {
    return players.get(index);
  }

  Blocks blocks() {
    return blocks;
  }

  /** What has to be configured. */
  Map<String, String> keys() {
    Map<String, String> keys = new HashMap<>();
    keys.put("signing.chain-id", anvil.chainId().toString());
    keys.put("signing.contract", contracts.addresses().get(ChainContract.MATCH_PROOF).toString());
    keys.put("chain.rpc-url", rpc.url().toString());
    keys.put("chain.confirmations", "2");
    // Blocks come faster than anywhere else: what is final elsewhere may be seconds old here.
    keys.put("chain.watch-depth", "200");
    keys.put("chain.poll-interval", "100ms");
    keys.put("chain.stuck-after", "1s");
    keys.put("chain.request-timeout", "1s");
    for (ChainContract contract : used) {
      keys.put(
          "chain.contracts." + contract.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          contracts.addresses().get(contract).toString());
    }
    return keys;
  }

  /** What has to be in the environment besides. */
  Map<String, String> secrets() {
    return Map.of(
        "LANISTA_ADMIN_TOKEN", RunningServer.ADMIN_TOKEN, "LANISTA_CHAIN_KEY", engine.key());
  }

  /** All of it, as the environment of a process. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(secrets());
    keys()
        .forEach(
            (key, value) ->
                environment.put(
                    "LANISTA_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
    return environment;
  }

  /**
   * What must not be seen anywhere: the key in both cases of its digits, and the node's secrets.
   */
  List<String> secretTexts() {
    String key = engine.key();
    String number = new BigInteger(1, HexFormat.of().parseHex(key)).toString();
    return List.of(
        key, key.toUpperCase(Locale.ROOT), number, FaultyRpc.SECRET_PATH, FaultyRpc.SECRET_QUERY);
  }

  @Override
  public void close() {
    blocks.close();
    rpc.close();
    anvil.close();
  }
}
