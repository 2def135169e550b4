package io.lanista.distribution.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.chain.ResultSigner;
import io.lanista.distribution.e2e.RunningServer.Answer;
import io.lanista.distribution.e2e.RunningServer.Paired;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signing of results on the wire (spec 1, Signatures). */
class SigningConformanceIT {
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  private static final ResultSigner P1 = ResultSigner.of(BigInteger.valueOf(101));
  private static final ResultSigner P2 = ResultSigner.of(BigInteger.valueOf(102));
  private static final ResultSigner STRANGER = ResultSigner.of(BigInteger.valueOf(103));

  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RunningServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void typedDataIsExactlyWhatTheContractVerifies() throws Exception {
    Paired paired = completed();
    JsonNode typed = server.get(paired.path() + "/typed-data").body();
    assertThat(typed.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("types", "primaryType", "domain", "message");
    assertThat(typed.at("/primaryType").asText()).isEqualTo("MatchResult");
    StringBuilder fields = new StringBuilder();
    typed
        .at("/types/MatchResult")
        .forEach(f -> fields.append(f.get("type").asText() + " " + f.get("name").asText() + ","));
    assertThat(fields)
        .hasToString(
            "bytes32 matchId,address winner,address loser,string gameId,uint8 winnerScore,"
                + "uint8 loserScore,bytes32 replayHash,uint256 timestamp,");
    assertThat(typed.at("/domain/name").asText()).isEqualTo("NoJohns");
    assertThat(typed.at("/domain/version").asText()).isEqualTo("1");
    assertThat(typed.at("/domain/chainId").asText()).isEqualTo("143");
    assertThat(typed.at("/domain/verifyingContract").asText())
        .isEqualToIgnoringCase("0x1CC748475F1F666017771FB49131708446B9f3DF");
    JsonNode message = typed.get("message");
    String onChain =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(paired.match().getBytes(StandardCharsets.UTF_8)));
    assertThat(message.get("matchId").asText()).isEqualTo("0x" + onChain);
    assertThat(message.get("winner").asText()).isEqualToIgnoringCase(P1.address().toString());
    assertThat(message.get("loser").asText()).isEqualToIgnoringCase(P2.address().toString());
    assertThat(message.get("gameId").asText()).isEqualTo("melee");
    assertThat(message.get("winnerScore").asInt()).isEqualTo(3);
    assertThat(message.get("loserScore").asInt()).isEqualTo(1);
    assertThat(message.get("replayHash").asText()).isEqualTo("0x" + "0".repeat(64));
    assertThat(message.get("timestamp").asText())
        .isEqualTo(server.get(paired.path()).at("/result_timestamp"));
  }

  @Test
  void bothSignaturesMakeItReadyForSubmission() throws Exception {
    Paired paired = completed();
    JsonNode typed = server.get(paired.path() + "/typed-data").body();
    Answer first = sign(paired, Signing.of(P2, typed));
    assertThat(first.keys())
        .containsExactly("match_id", "signatures_received", "ready_for_submission");
    assertThat(first.at("/match_id")).isEqualTo(paired.match());
    assertThat(first.body().get("signatures_received").asInt()).isEqualTo(1);
    assertThat(first.body().get("ready_for_submission").isBoolean()).isTrue();
    assertThat(first.body().get("ready_for_submission").asBoolean()).isFalse();
    String bare = Signing.signature(P1, typed).toString();
    Answer second =
        sign(
            paired,
            Signing.body(
                P1.address().toString().toUpperCase(Locale.ROOT).replace('X', 'x'), "0x" + bare));
    assertThat(second.status()).as(second.text()).isEqualTo(200);
    assertThat(second.body().get("ready_for_submission").asBoolean()).isTrue();
    Answer list = server.get(paired.path() + "/signatures");
    assertThat(list.keys())
        .containsExactly("match_id", "signatures_received", "ready_for_submission", "signatures");
    assertThat(list.body().get("signatures")).hasSize(2);
    for (JsonNode entry : list.body().get("signatures")) {
      assertThat(entry.fieldNames())
          .toIterable()
          .containsExactly("address", "signature", "created_at");
      assertThat(entry.get("signature").asText()).matches("[0-9a-f]{130}");
      assertThat(entry.get("address").asText()).matches("0x[0-9a-fA-F]{40}");
      OffsetDateTime.parse(entry.get("created_at").asText());
    }
    // Another valid one of a side changes nothing, and is no error.
    Answer again = sign(paired, Signing.of(P2, typed));
    assertThat(again.body().get("signatures_received").asInt()).isEqualTo(2);
    assertThat(server.get(paired.path() + "/signatures").body()).isEqualTo(list.body());
  }

  @Test
  void recoveryIdsZeroAndOneAreAccepted() throws Exception {
    Paired paired = completed();
    JsonNode typed = server.get(paired.path() + "/typed-data").body();
    String signature = Signing.signature(P1, typed).toString();
    int v = Integer.parseInt(signature.substring(128), 16) - 27;
    Answer answer =
        sign(paired, Signing.body(P1.address().toString(), signature.substring(0, 128) + "0" + v));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.body().get("signatures_received").asInt()).isEqualTo(1);
  }

  @Test
  void wrongSignaturesAre422WithTheReasonAndNothingIsStored() throws Exception {
    Paired paired = completed();
    JsonNode typed = server.get(paired.path() + "/typed-data").body();
    String good = Signing.signature(P1, typed).toString();
    String p1 = P1.address().toString();
    Paired other = completed();
    JsonNode otherTyped = server.get(other.path() + "/typed-data").body();
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("garbage", Signing.body(p1, "garbage")),
            Map.entry("empty", Signing.body(p1, "")),
            Map.entry("zeroes", Signing.body(p1, "0".repeat(130))),
            Map.entry("short", Signing.body(p1, good.substring(2))),
            Map.entry("long", Signing.body(p1, good + "00")),
            Map.entry("wrong v", Signing.body(p1, good.substring(0, 128) + "1d")),
            Map.entry("high s", Signing.body(p1, malleated(good))),
            Map.entry("third party", Signing.of(STRANGER, typed)),
            Map.entry("other side's", Signing.body(p1, Signing.signature(P2, typed).toString())),
            Map.entry(
                "stranger's as p1's",
                Signing.body(p1, Signing.signature(STRANGER, typed).toString())),
            Map.entry("other content", Signing.of(P1, otherTyped)),
            Map.entry("bad address", Signing.body("0x12", good)),
            Map.entry("r above the order", Signing.body(p1, "f".repeat(64) + good.substring(64))));
    for (Map.Entry<String, String> entry : wrong.entrySet()) {
      Answer answer = sign(paired, entry.getValue());
      assertThat(answer.status()).as(entry.getKey()).isEqualTo(422);
      assertThat(answer.at("/detail/0/loc/0")).as(entry.getKey()).isEqualTo("body");
      assertThat(answer.at("/detail/0/msg")).as(entry.getKey()).isNotBlank();
    }
    Answer list = server.get(paired.path() + "/signatures");
    assertThat(list.body().get("signatures_received").asInt()).isZero();
    assertThat(list.body().get("signatures")).isEmpty();
  }

  @Test
  void nothingIsSignedBeforeThereIsAResult() throws Exception {
    Paired paired = pair();
    assertThat(server.get(paired.path() + "/typed-data").status()).isEqualTo(400);
    assertThat(sign(paired, Signing.body(P1.address().toString(), "1".repeat(130))).status())
        .isEqualTo(400);
    server.dispute(paired);
    assertThat(server.get(paired.path() + "/typed-data").status()).isEqualTo(400);
    Paired nameless = server.pair();
    server.complete(nameless);
    Answer unsigned = server.get(nameless.path() + "/typed-data");
    assertThat(unsigned.status()).isEqualTo(400);
    assertThat(unsigned.at("/detail")).contains("wallet_address");
  }

  private static String malleated(String good) {
    BigInteger s = new BigInteger(good.substring(64, 128), 16);
    String high = String.format(Locale.ROOT, "%064x", ORDER.subtract(s));
    String v = good.endsWith("1b") ? "1c" : "1b";
    return good.substring(0, 64) + high + v;
  }

  private static Paired pair() throws Exception {
    return server.pair(
        RunningServer.code(),
        P1.address().toString(),
        RunningServer.code(),
        P2.address().toString());
  }

  private static Paired completed() throws Exception {
    Paired paired = pair();
    server.complete(paired);
    return paired;
  }

  private static Answer sign(Paired paired, String body) throws Exception {
    return server.post(paired.path() + "/signature", body);
  }
}
