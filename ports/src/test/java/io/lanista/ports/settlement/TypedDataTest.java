package io.lanista.ports.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TypedDataTest {
  private static final Map<String, Object> DOCUMENT =
      TypedData.of(
          new SigningDomain(
              "NoJohns",
              "1",
              BigInteger.valueOf(143),
              WalletAddress.parse("0x1CC748475F1F666017771FB49131708446B9f3DF")),
          new MatchResult(
              Bytes32.ZERO,
              WalletAddress.parse("0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A"),
              WalletAddress.parse("0x1563915e194D8CfBA1943570603F7606A3115508"),
              "melee",
              3,
              1,
              Bytes32.ZERO,
              1_707_148_800L));

  @Test
  void documentHasTheFourPartsInOrder() {
    assertThat(DOCUMENT.keySet()).containsExactly("types", "primaryType", "domain", "message");
    assertThat(DOCUMENT).containsEntry("primaryType", "MatchResult");
  }

  @Test
  void typesSpellTheStructThatIsSigned() {
    assertThat(encodeType("MatchResult"))
        .isEqualTo(
            "MatchResult(bytes32 matchId,address winner,address loser,string gameId,"
                + "uint8 winnerScore,uint8 loserScore,bytes32 replayHash,uint256 timestamp)");
    assertThat(encodeType("EIP712Domain"))
        .isEqualTo(
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
  }

  @Test
  void domainHoldsNumbersAndLowerCaseAddresses() {
    assertThat(part("domain"))
        .containsExactly(
            entry("name", "NoJohns"),
            entry("version", "1"),
            entry("chainId", BigInteger.valueOf(143)),
            entry("verifyingContract", "0x1cc748475f1f666017771fb49131708446b9f3df"));
  }

  @Test
  void messageHasAValueForEveryField() {
    assertThat(part("message"))
        .containsExactly(
            entry("matchId", Bytes32.ZERO.toString()),
            entry("winner", "0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a"),
            entry("loser", "0x1563915e194d8cfba1943570603f7606a3115508"),
            entry("gameId", "melee"),
            entry("winnerScore", 3),
            entry("loserScore", 1),
            entry("replayHash", Bytes32.ZERO.toString()),
            entry("timestamp", 1_707_148_800L));
  }

  private static String encodeType(String name) {
    return ((List<?>) part("types").get(name))
        .stream()
            .map(Map.class::cast)
            .map(field -> field.get("type") + " " + field.get("name"))
            .collect(Collectors.joining(",", name + "(", ")"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(String name) {
    return (Map<String, Object>) DOCUMENT.get(name);
  }
}
