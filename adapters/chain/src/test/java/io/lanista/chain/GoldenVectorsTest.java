package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Recovery;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.SignatureRecovery;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Digests and signatures that another library made (shared vectors; skipped without them). */
final class GoldenVectorsTest {
  private static JsonNode vectors;

  static List<SignatureRecovery> recoveries() {
    return List.of(new Web3jSignatureRecovery(), new FastestSignatureRecovery());
  }

  @BeforeAll
  static void readVectors() throws IOException {
    Path file = null;
    for (Path at = Path.of("").toAbsolutePath(); at != null && file == null; at = at.getParent()) {
      Path candidate = at.resolve("shared/data/vectors/eip712.json");
      file = Files.isReadable(candidate) ? candidate : null;
    }
    assumeTrue(file != null, "no shared/data/vectors beside the project");
    vectors = new ObjectMapper().readTree(file.toFile());
    assertThat(vectors.size()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("recoveries")
  void digestsAreEqual(SignatureRecovery recovery) {
    vectors.forEach(
        vector ->
            assertThat(recovery.digest(domain(vector), result(vector)))
                .hasToString(vector.get("digest").asText()));
  }

  @ParameterizedTest
  @MethodSource("recoveries")
  void signersAreRecovered(SignatureRecovery recovery) {
    vectors.forEach(
        vector ->
            assertThat(
                    recovery.recover(
                        recovery.digest(domain(vector), result(vector)),
                        Signature.parse(vector.get("signature").asText())))
                .isEqualTo(Recovery.of(WalletAddress.parse(vector.get("signer").asText()))));
  }

  @Test
  void ourSignaturesAreEqual() {
    vectors.forEach(
        vector -> {
          ResultSigner signer = ResultSigner.of(vector.get("privateKey").asText());
          assertThat(signer.address())
              .isEqualTo(WalletAddress.parse(vector.get("signer").asText()));
          assertThat(signer.sign(domain(vector), result(vector)))
              .isEqualTo(Signature.parse(vector.get("signature").asText()));
        });
  }

  @Test
  void matchIdIsTheHashOfTheUuidText() throws Exception {
    for (JsonNode vector : vectors) {
      if (vector.has("matchUuid")) {
        byte[] text = vector.get("matchUuid").asText().getBytes(StandardCharsets.UTF_8);
        assertThat(Bytes32.of(MessageDigest.getInstance("SHA-256").digest(text)))
            .isEqualTo(result(vector).matchId());
      }
    }
  }

  private static SigningDomain domain(JsonNode vector) {
    return new SigningDomain(
        vector.at("/domain/name").asText(),
        vector.at("/domain/version").asText(),
        BigInteger.valueOf(vector.get("chainId").asLong()),
        WalletAddress.parse(vector.get("verifyingContract").asText()));
  }

  private static MatchResult result(JsonNode vector) {
    JsonNode message = vector.get("message");
    return new MatchResult(
        bytes32(message.get("matchId").asText()),
        WalletAddress.parse(message.get("winner").asText()),
        WalletAddress.parse(message.get("loser").asText()),
        message.get("gameId").asText(),
        message.get("winnerScore").asInt(),
        message.get("loserScore").asInt(),
        bytes32(message.get("replayHash").asText()),
        message.get("timestamp").asLong());
  }

  private static Bytes32 bytes32(String hex) {
    return Bytes32.of(HexFormat.of().parseHex(hex.substring(2)));
  }
}
