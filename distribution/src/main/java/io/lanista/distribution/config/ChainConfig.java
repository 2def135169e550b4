package io.lanista.distribution.config;

import io.lanista.chain.ChainContracts;
import io.lanista.chain.RpcEndpoint;
import io.lanista.chain.Wallet;
import io.lanista.chain.Web3jChain;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The chain that results and ratings go to. MatchProof's address and the chain's id are those that
 * results are signed for.
 *
 * @param rpcUrl the node that is asked; without one, nothing is sent. Beyond its host it may be a
 *     secret of the provider
 * @param key the wallet's private key
 * @param contracts those that are configured here
 * @param confirmations blocks, its own included, after which a transaction counts
 * @param watchDepth blocks after which a transaction is no longer looked after
 * @param pollInterval between two looks at the chain
 * @param stuckAfter a transaction in no block for so long is sent again for a higher fee
 * @param maxFeeWei what a unit of gas may cost at most
 * @param lowBalanceWei with less than this the operator is warned
 * @param requestTimeout for one request to the node
 */
public record ChainConfig(
    Optional<Secret> rpcUrl,
    Optional<Secret> key,
    Map<ChainContract, WalletAddress> contracts,
    int confirmations,
    int watchDepth,
    Duration pollInterval,
    Duration stuckAfter,
    BigInteger maxFeeWei,
    BigInteger lowBalanceWei,
    Duration requestTimeout) {
  /** ERC-8004's registry of reputation, which has the same address on many chains. */
  private static final String REPUTATION = "0x8004BAa17C55a88189AE136b182e5fdA19dE9b63";

  private static final int LONGEST_URL = 1024;
  private static final int LONGEST_NUMBER = 40;
  private static final int DECIMALS_OF_ETHER = 18;
  private static final BigInteger WEI_OF_GWEI = BigInteger.TEN.pow(9);
  private static final BigDecimal MOST_ETHER = new BigDecimal("1000000000");
  private static final String KEY_FORM = "(0x)?[0-9a-fA-F]{64}";

  public ChainConfig {
    Map<ChainContract, WalletAddress> copy = new EnumMap<>(ChainContract.class);
    copy.putAll(contracts);
    contracts = Collections.unmodifiableMap(copy);
  }

  static ChainConfig read(Section in, Section contracts, SecretSource secrets) {
    String url = in.hidden("rpc-url", LONGEST_URL, ChainConfig::address, ChainConfig::shown);
    Map<ChainContract, WalletAddress> addresses = new EnumMap<>(ChainContract.class);
    for (ChainContract contract : ChainContract.values()) {
      if (contract != ChainContract.MATCH_PROOF) {
        String usual = contract == ChainContract.REPUTATION_REGISTRY ? REPUTATION : "";
        String key = contract.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String text = contracts.checked(key, usual, 42, ChainConfig::contract);
        if (!text.isEmpty()) {
          addresses.put(contract, WalletAddress.parse(text));
        }
      }
    }
    ChainConfig read =
        new ChainConfig(
            Optional.of(url).filter(text -> !text.isEmpty()).map(Secret::new),
            secrets.secret("chain.key", "chain.key-file"),
            addresses,
            in.number("confirmations", 2, 1, 1_000),
            in.number("watch-depth", 64, 1, 10_000),
            in.duration(
                "poll-interval",
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                Duration.ofMinutes(5)),
            in.duration(
                "stuck-after", Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofDays(1)),
            BigInteger.valueOf(in.number("max-fee-gwei", 500, 1, 1_000_000)).multiply(WEI_OF_GWEI),
            wei(
                in.checked(
                    "low-balance",
                    "0.1",
                    LONGEST_NUMBER,
                    text -> {
                      wei(text);
                      return text;
                    })),
            in.duration(
                "request-timeout",
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                Duration.ofSeconds(30)));
    read.require(in);
    return read;
  }

  /** Whether anything is sent at all. */
  public boolean isOn() {
    return rpcUrl.isPresent();
  }

  /**
   * The chain itself, if there is one; nothing is asked yet.
   *
   * @param domain in which results are signed
   * @throws IllegalArgumentException if the key is none; the message does not repeat it
   */
  public Optional<Web3jChain> open(SigningDomain domain) {
    if (rpcUrl.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    Map<ChainContract, WalletAddress> all = new EnumMap<>(ChainContract.class);
    all.putAll(contracts);
    all.put(ChainContract.MATCH_PROOF, domain.verifyingContract());
    String digits = key.get().reveal().replaceFirst("^0x", "");
    return Optional.of(
        new Web3jChain(
            new RpcEndpoint(URI.create(rpcUrl.get().reveal()), requestTimeout),
            domain,
            new ChainContracts(all),
            Wallet.of(HexFormat.of().parseHex(digits)),
            Optional.of(maxFeeWei)));
  }

  private void require(Section in) {
    if (isOn() && key.isEmpty()) {
      in.problem(
          "key",
          "is needed with chain.rpc-url: the private key of the wallet that pays. Set"
              + " LANISTA_CHAIN_KEY, or point chain.key-file at a file that only its owner can"
              + " read.");
    }
    if (key.filter(secret -> !secret.reveal().matches(KEY_FORM)).isPresent()) {
      in.problem("key", "is no private key: it must be 64 hexadecimal digits, with or without 0x.");
    }
    if (watchDepth < confirmations) {
      in.problem(
          "watch-depth",
          "is "
              + watchDepth
              + ": it must not be below chain.confirmations, which is "
              + confirmations
              + ".");
    }
  }

  private static String address(String text) {
    if (text.isEmpty()) {
      return text;
    }
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException malformed) {
      // Its message would show the text, and with it a secret.
      throw new IllegalArgumentException("It is no URL.");
    }
    boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!known || uri.getHost() == null || uri.getFragment() != null) {
      throw new IllegalArgumentException(
          "It must be like https://rpc.example/..., or http://127.0.0.1:8545.");
    }
    return text;
  }

  /** What of an RPC URL may be seen: no more than where it leads. */
  private static String shown(String url) {
    URI uri = URI.create(url);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    boolean more = !url.equals(uri.getScheme() + "://" + uri.getRawAuthority());
    boolean user = uri.getRawUserInfo() != null;
    return uri.getScheme() + "://" + uri.getHost() + port + (more || user ? "/(hidden)" : "");
  }

  private static String contract(String text) {
    if (!text.isEmpty()) {
      try {
        WalletAddress.parse(text);
      } catch (EngineException notAnAddress) {
        throw new IllegalArgumentException("It must be 0x and 40 hexadecimal digits.");
      }
    }
    return text;
  }

  private static BigInteger wei(String ether) {
    BigDecimal amount;
    try {
      amount = new BigDecimal(ether);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("It must be an amount of ether, such as 0.1.");
    }
    if (amount.signum() < 0
        || amount.compareTo(MOST_ETHER) > 0
        || amount.stripTrailingZeros().scale() > DECIMALS_OF_ETHER) {
      throw new IllegalArgumentException(
          "It must be from 0 to " + MOST_ETHER + " ether, with at most 18 decimals.");
    }
    return amount.movePointRight(DECIMALS_OF_ETHER).toBigIntegerExact();
  }
}
