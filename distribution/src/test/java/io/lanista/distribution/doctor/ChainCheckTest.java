package io.lanista.distribution.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.chain.local.Anvil;
import io.lanista.chain.local.LocalAccount;
import io.lanista.chain.local.LocalContracts;
import io.lanista.chain.local.RealAnvil;
import io.lanista.distribution.config.ConfigLoader;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.ports.chain.ChainContract;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor's look at a real chain. */
class ChainCheckTest {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  @TempDir Path home;

  private static Anvil anvil;
  private static LocalAccount wallet;
  private static LocalContracts contracts;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeAll
  static void startChain() {
    anvil = RealAnvil.start();
    wallet = LocalAccount.funded(anvil, ETHER);
    contracts = LocalContracts.deploy(anvil, RealAnvil.contracts(), wallet.address());
  }

  @AfterAll
  static void stopChain() {
    if (anvil != null) {
      anvil.close();
    }
  }

  @BeforeEach
  void configure() {
    anvil.setBalance(wallet.address(), ETHER);
    set("CHAIN_RPC_URL", anvil.url().toString());
    set("CHAIN_KEY", wallet.key());
    set("SIGNING_CHAIN_ID", anvil.chainId().toString());
    set("SIGNING_CONTRACT", address(ChainContract.MATCH_PROOF));
    set("CHAIN_CONTRACTS_WAGER", address(ChainContract.WAGER));
    set("CHAIN_CONTRACTS_PREDICTION_POOL", address(ChainContract.PREDICTION_POOL));
    set("CHAIN_CONTRACTS_REPUTATION_REGISTRY", address(ChainContract.REPUTATION_REGISTRY));
    set("CHAIN_CONTRACTS_IDENTITY_REGISTRY", address(ChainContract.IDENTITY_REGISTRY));
  }

  @Test
  void allIsInOrder() throws Exception {
    List<Finding> findings = look();
    assertThat(findings).extracting(Finding::grade).containsOnly(Finding.Grade.OK);
    assertThat(findings).extracting(Finding::found).anyMatch(s -> s.contains("chain 31337"));
    assertThat(findings).filteredOn(f -> f.subject().equals("contract")).hasSize(5);
    assertThat(findings.toString())
        .contains(wallet.address() + " has 1 of")
        .doesNotContain(wallet.key().replaceFirst("^0x", ""));
  }

  @Test
  void offIsInOrder() throws Exception {
    environment.clear();
    assertThat(look())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.grade()).isEqualTo(Finding.Grade.OK);
              assertThat(finding.found()).startsWith("off");
            });
  }

  @Test
  void aWalletThatCannotPayIsSaid() throws Exception {
    anvil.setBalance(wallet.address(), ETHER.divide(BigInteger.valueOf(20)));
    assertThat(finding("wallet"))
        .satisfies(f -> assertThat(f.grade()).isEqualTo(Finding.Grade.NOTE))
        .satisfies(f -> assertThat(f.found()).contains("0.05"));
    anvil.setBalance(wallet.address(), BigInteger.ZERO);
    assertThat(finding("wallet").grade()).isEqualTo(Finding.Grade.BAD);
  }

  @Test
  void anAddressWithoutCodeIsSaidByItsKey() throws Exception {
    set("CHAIN_CONTRACTS_WAGER", "0x" + "77".repeat(20));
    assertThat(look())
        .filteredOn(finding -> finding.grade() == Finding.Grade.BAD)
        .singleElement()
        .satisfies(finding -> assertThat(finding.remedy()).contains("chain.contracts.wager"));
    set("SIGNING_CONTRACT", "0x" + "77".repeat(20));
    assertThat(look().toString()).contains("Correct signing.contract.");
  }

  @Test
  void ratingsThatAreNotPostedAreANote() throws Exception {
    environment.remove("LANISTA_CHAIN_CONTRACTS_IDENTITY_REGISTRY");
    assertThat(finding("ratings").grade()).isEqualTo(Finding.Grade.NOTE);
  }

  @Test
  void anotherChainAndANodeThatIsAwayAreSaidWithoutTheirAddress() throws Exception {
    set("SIGNING_CHAIN_ID", "143");
    assertThat(finding("chain"))
        .satisfies(f -> assertThat(f.grade()).isEqualTo(Finding.Grade.BAD))
        .satisfies(f -> assertThat(f.found()).contains("31337").contains("143"));
    set("CHAIN_RPC_URL", "http://127.0.0.1:1/v2/hunter2hunter2");
    assertThat(look())
        .singleElement()
        .satisfies(f -> assertThat(f.grade()).isEqualTo(Finding.Grade.BAD))
        .satisfies(f -> assertThat(f.toString()).contains("127.0.0.1").doesNotContain("hunter2"));
  }

  @Test
  void aKeyBeyondTheGroupIsSaidAndNotRepeated() throws Exception {
    set("CHAIN_KEY", "f".repeat(64));
    assertThat(look())
        .singleElement()
        .satisfies(f -> assertThat(f.grade()).isEqualTo(Finding.Grade.BAD))
        .satisfies(f -> assertThat(f.toString()).doesNotContain("ffffffff"));
  }

  private Finding finding(String subject) throws Exception {
    return look().stream().filter(f -> f.subject().equals(subject)).findFirst().orElseThrow();
  }

  private List<Finding> look() throws Exception {
    LanistaConfig config =
        new ConfigLoader(home, environment).load(Optional.empty(), Map.of()).config();
    return new ChainCheck().look(config);
  }

  private void set(String name, String value) {
    environment.put("LANISTA_" + name, value);
  }

  private static String address(ChainContract contract) {
    return contracts.addresses().get(contract).toString();
  }
}
