package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;

/** What contracts say when they refuse, in a name or a sentence. */
final class ContractErrorsTest {
  private final ContractErrors errors = new ContractErrors();

  private static String selector(String signature) {
    return Hash.sha3String(signature).substring(0, 10);
  }

  @Test
  void ownErrorsAreNamed() {
    assertThat(errors.name(selector("InvalidSignature()"))).contains("InvalidSignature");
    assertThat(errors.name(selector("ERC721NonexistentToken(uint256)") + "0".repeat(64)))
        .contains("ERC721NonexistentToken");
  }

  @Test
  void theyAreFoundWhereverNodesPutThem() {
    String data = selector("MatchAlreadyRecorded()");
    assertThat(errors.name("\"" + data + "\"")).contains("MatchAlreadyRecorded");
    assertThat(errors.name("{\"data\":\"" + data.toUpperCase().replace('X', 'x') + "\"}"))
        .contains("MatchAlreadyRecorded");
    assertThat(errors.name("Reverted " + data)).contains("MatchAlreadyRecorded");
  }

  @Test
  void textsAndPanicsOfSolidityAreRead() {
    String text =
        "0x08c379a0" + "0".repeat(62) + "20" + "0".repeat(63) + "5" + "68656c6c6f" + "0".repeat(54);
    assertThat(errors.name(text)).contains("hello");
    assertThat(errors.name("0x4e487b71" + "0".repeat(62) + "11")).contains("Panic(17)");
  }

  @Test
  void othersAreToldByTheirSelectorAndBrokenOnesByNothing() {
    assertThat(errors.name("0xdeadbeef").orElseThrow()).contains("0xdeadbeef");
    assertThat(errors.name("0x08c379a0" + "f".repeat(64))).isEmpty();
    assertThat(errors.name("0x08c379a0")).isEmpty();
    assertThat(errors.name("execution reverted")).isEmpty();
    assertThat(errors.name("")).isEmpty();
  }
}
