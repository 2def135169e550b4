package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.CanonicalForm;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.TypedData;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResultSignerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ResultSigner SIGNER = ResultSigner.of(BigInteger.TEN);
  private static final SigningDomain DOMAIN =
      new SigningDomain(
          "NoJohns",
          "1",
          BigInteger.valueOf(143),
          WalletAddress.parse("0x1CC748475F1F666017771FB49131708446B9f3DF"));
  private static final MatchResult RESULT =
      new MatchResult(
          Bytes32.ZERO,
          SIGNER.address(),
          DOMAIN.verifyingContract(),
          "melee",
          3,
          1,
          Bytes32.ZERO,
          7);

  @Test
  void typedDataReadFromJsonIsSignedAsTheResultItself() throws Exception {
    assertThat(SIGNER.sign(document())).isEqualTo(SIGNER.sign(DOMAIN, RESULT));
  }

  @Test
  void numbersMayBeDecimalText() throws Exception {
    Map<String, Object> document = document();
    message(document).put("timestamp", "7");
    assertThat(SIGNER.sign(document)).isEqualTo(SIGNER.sign(DOMAIN, RESULT));
  }

  @Test
  void anotherStructIsNotSigned() throws Exception {
    Map<String, Object> document = document();
    document.put("primaryType", "Permit");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SIGNER.sign(document))
        .withMessageContaining("Permit");
  }

  @Test
  void otherTypesAreNotSigned() throws Exception {
    Map<String, Object> document = document();
    document.put("types", Map.of("MatchResult", List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SIGNER.sign(document))
        .withMessageContaining("types");
  }

  @Test
  void everyMissingValueIsNamed() throws Exception {
    for (String key : new ArrayList<>(message(document()).keySet())) {
      Map<String, Object> document = document();
      message(document).put(key, List.of());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SIGNER.sign(document))
          .withMessageContaining(key);
    }
  }

  @Test
  void onlyKeysOfTheGroupAreTaken() {
    for (BigInteger key : List.of(BigInteger.ZERO, CanonicalForm.ORDER, BigInteger.TEN.negate())) {
      assertThatIllegalArgumentException().isThrownBy(() -> ResultSigner.of(key));
    }
  }

  @Test
  void signerNeverMakesAHighS() {
    for (int number = 1; number <= 100; number++) {
      Bytes32 digest = CurveNumbers.bytes32(BigInteger.valueOf(number));
      assertThat(CanonicalForm.problem(SIGNER.sign(digest))).isEmpty();
    }
  }

  @Test
  void refusedKeyIsNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultSigner.of("0xsecretsecret"))
        .withMessageNotContaining("secretsecret");
  }

  @Test
  void keyDoesNotShow() {
    String key = "22".repeat(32);
    assertThat(ResultSigner.of(key)).asString().doesNotContain("2222");
  }

  private static Map<String, Object> document() throws Exception {
    return JSON.readValue(
        JSON.writeValueAsString(TypedData.of(DOMAIN, RESULT)), new TypeReference<>() {});
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> message(Map<String, Object> document) {
    return (Map<String, Object>) document.get("message");
  }
}
