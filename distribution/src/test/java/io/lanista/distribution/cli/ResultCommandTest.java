package io.lanista.distribution.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lanista.chain.ResultSigner;
import io.lanista.chain.Web3jSignatureRecovery;
import io.lanista.distribution.result.ProofReader;
import io.lanista.distribution.result.RecordedResults;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.TypedData;
import io.lanista.ports.settlement.WalletAddress;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ResultCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MATCH = "0199f0c2-6f0e-7c6b-9a51-0123456789ab";
  private static final ResultSigner WINNER = ResultSigner.of(BigInteger.valueOf(7));
  private static final ResultSigner LOSER = ResultSigner.of(BigInteger.valueOf(8));
  private static final ResultSigner STRANGER = ResultSigner.of(BigInteger.valueOf(9));
  private static final String CONTRACT = "0x1cc748475f1f666017771fb49131708446b9f3df";
  private static final SigningDomain DOMAIN =
      new SigningDomain("NoJohns", "1", BigInteger.valueOf(143), WalletAddress.parse(CONTRACT));

  /** What a server says of the chain, and nobody signed. */
  private static final Set<String> NOT_SIGNED = Set.of("/chain/status", "/chain/tx_hash");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private RecordedResults chain =
      (rpc, domain, match) -> {
        throw new AssertionError("The chain was asked.");
      };

  @Test
  void aProofIsValidWithoutAskingAnybody() throws Exception {
    assertThat(verify(proof())).isEqualTo(ExitCode.DONE);
    assertThat(out.toString())
        .contains("Valid: both players signed that " + WINNER.address())
        .contains("beat " + LOSER.address() + " 3-1 in melee at 2026-03-01T12:00:00Z")
        .contains("The chain was not asked")
        .doesNotContain("bad ");
  }

  @Test
  void theSignaturesMayComeInAnyOrderAndWithoutTheirPrefix() throws Exception {
    ObjectNode turned = proof();
    ArrayNode signatures = (ArrayNode) turned.get("signatures");
    signatures.add(signatures.remove(0));
    ObjectNode bare = (ObjectNode) signatures.get(0);
    bare.put("signature", bare.get("signature").textValue().substring(2));
    assertThat(verify(turned)).isEqualTo(ExitCode.DONE);
  }

  @Test
  void noValueThatWasSignedCanBeChanged() throws Exception {
    List<String> places = leaves("", proof());
    assertThat(places).hasSizeGreaterThan(45).containsAll(NOT_SIGNED);
    for (String place : places) {
      ObjectNode tampered = proof();
      change(tampered, place, other(tampered.at(place)));
      int expected = NOT_SIGNED.contains(place) ? ExitCode.DONE : ExitCode.PROBLEM;
      assertThat(verify(tampered)).as(place + "\n" + out).isEqualTo(expected);
    }
  }

  @Test
  void noValueCanBeLeftOutOrBeOfAnotherType() throws Exception {
    for (String place : leaves("", proof())) {
      ObjectNode without = proof();
      JsonNode parent = without.at(place.substring(0, place.lastIndexOf('/')));
      String last = place.substring(place.lastIndexOf('/') + 1);
      if (parent instanceof ArrayNode list) {
        list.remove(Integer.parseInt(last));
      } else {
        ((ObjectNode) parent).remove(last);
      }
      assertThat(verify(without)).as("without " + place + "\n" + out).isEqualTo(ExitCode.PROBLEM);
      for (String wrong : List.of("[]", "{}", "true", "-1", "1.5", "null", "\"\"")) {
        ObjectNode typed = proof();
        change(typed, place, JSON.readTree(wrong));
        boolean absent = place.equals("/chain/tx_hash") && wrong.equals("null");
        assertThat(verify(typed))
            .as(place + " = " + wrong + "\n" + out)
            .isEqualTo(absent ? ExitCode.DONE : ExitCode.PROBLEM);
      }
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void nothingCanBeAddedThatAReaderMightTakeForSigned() throws Exception {
    for (String place :
        List.of(
            "",
            "/typed_data",
            "/typed_data/domain",
            "/typed_data/message",
            "/chain",
            "/signatures/0")) {
      ObjectNode more = proof();
      ((ObjectNode) more.at(place)).put("prize", 1_000_000);
      assertThat(verify(more)).as(place).isEqualTo(ExitCode.PROBLEM);
      assertThat(out.toString()).contains("\"prize\"");
    }
  }

  @Test
  void aKeyThatIsTwiceIsRefused() throws Exception {
    String twice =
        proof().toString().replace("\"winnerScore\":3", "\"winnerScore\":9,\"winnerScore\":3");
    assertThat(verify(twice.getBytes(StandardCharsets.UTF_8))).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("not readable as JSON");
  }

  @Test
  void bothSidesMustHaveSigned() throws Exception {
    ObjectNode twice = proof();
    ((ObjectNode) twice.at("/signatures/1"))
        .setAll((ObjectNode) twice.at("/signatures/0").deepCopy());
    assertThat(verify(twice)).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("of one wallet").contains("of one side");
    ((ObjectNode) twice.at("/signatures/1")).put("side", "p2");
    assertThat(verify(twice)).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("of one wallet");
  }

  @Test
  void aStrangersSignatureDoesNotCount() throws Exception {
    ObjectNode forged = proof(WINNER, STRANGER, result(LOSER.address(), "melee"));
    assertThat(verify(forged)).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("Only the winner").contains("Not valid: 1 problem.");
  }

  @Test
  void aSignedResultOfAnotherMatchIsNoProofOfThisOne() throws Exception {
    ObjectNode other = proof();
    other.put("match_id", MATCH.replace("ab", "ac"));
    assertThat(verify(other)).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("bad   match");
  }

  @Test
  void aContractThatIsNamedMustBeTheOne() throws Exception {
    assertThat(verify(proof(), "--contract", "0x1CC748475F1F666017771FB49131708446B9f3DF"))
        .isEqualTo(ExitCode.DONE);
    assertThat(verify(proof(), "--contract", "0x" + "12".repeat(20))).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("The contract should be 0x1212");
    assertThat(verify(proof(), "--contract", "0x12")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whatIsOnChainMustBeTheSame() throws Exception {
    List<String> asked = new ArrayList<>();
    chain =
        (rpc, domain, match) -> {
          asked.add(rpc + " " + domain + " " + match);
          return Optional.of(result(LOSER.address(), "melee"));
        };
    assertThat(verify(proof(), "--rpc", "http://127.0.0.1:8545")).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).contains("ok    chain").contains("and it is on chain.");
    assertThat(asked).containsExactly("http://127.0.0.1:8545 " + DOMAIN + " " + onChain(MATCH));
    chain = (rpc, domain, match) -> Optional.of(result(STRANGER.address(), "melee"));
    assertThat(verify(proof(), "--rpc", "http://127.0.0.1:8545")).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("has " + STRANGER.address() + " as the loser");
    chain = (rpc, domain, match) -> Optional.empty();
    assertThat(verify(proof(), "--rpc", "http://127.0.0.1:8545")).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("no result of this match");
  }

  @Test
  void aChainThatCannotBeAskedIsAProblemOfItsOwn() throws Exception {
    chain =
        (rpc, domain, match) -> {
          throw new ChainException(ChainException.Kind.UNREACHABLE, "rpc.example does not answer");
        };
    assertThat(verify(proof(), "--rpc", "https://rpc.example/hunter2")).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString())
        .contains("could not be asked: rpc.example does not answer")
        .contains("ok    digest")
        .doesNotContain("hunter2");
    assertThat(verify(proof(), "--rpc", "ftp://rpc.example")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whatIsNoDocumentIsSaidAndNotTrusted() throws Exception {
    assertThat(verify("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(ExitCode.PROBLEM);
    assertThat(verify(new byte[0])).isEqualTo(ExitCode.PROBLEM);
    assertThat(verify("[1]".getBytes(StandardCharsets.UTF_8))).isEqualTo(ExitCode.PROBLEM);
    assertThat(verify((proof() + " {}").getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(ExitCode.PROBLEM);
    byte[] deep = "[".repeat(60_000).getBytes(StandardCharsets.UTF_8);
    assertThat(verify(deep)).isEqualTo(ExitCode.PROBLEM);
    byte[] long1 = (" ".repeat(ProofReader.LONGEST) + "{}").getBytes(StandardCharsets.UTF_8);
    assertThat(verify(long1)).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("longer than");
    ObjectNode huge = proof();
    change(huge, "/typed_data/domain/chainId", JSON.readTree("9".repeat(80)));
    assertThat(verify(huge)).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("below 2^256");
    assertThat(err.toString()).isEmpty();
    assertThat(run(folder.resolve("nowhere").toString())).isEqualTo(ExitCode.PROBLEM);
    assertThat(err.toString()).contains("There is no file");
  }

  @Test
  void aDocumentCannotSteerTheTerminal() throws Exception {
    ObjectNode steering = proof();
    ((ObjectNode) steering.at("/typed_data/domain")).put("name", "\u001b[2J\u202egood");
    assertThat(verify(steering)).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("?[2J?good").doesNotContain("\u001b", "\u202e");
    steering.put("\u001b[31m", 1);
    assertThat(verify(steering)).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("\"?[31m\"").doesNotContain("\u001b");
  }

  @Test
  void twoTextsThatAreSignedAlikeAreNotOneDocument() throws Exception {
    // Half a character has no bytes of its own: encoders sign a question mark in its place.
    ObjectNode half = proof("?");
    assertThat(verify(half)).isEqualTo(ExitCode.DONE);
    change(half, "/typed_data/message/gameId", JSON.getNodeFactory().textNode("\ud800"));
    String escaped = half.toString().replace("\ud800", "\\ud800");
    assertThat(verify(escaped.getBytes(StandardCharsets.UTF_8))).isEqualTo(ExitCode.PROBLEM);
    assertThat(out.toString()).contains("not Unicode text");
  }

  @Test
  void readsAFileAndStandardInput() throws Exception {
    Path file = Files.writeString(folder.resolve("proof.json"), proof().toString());
    assertThat(run(file.toString())).isEqualTo(ExitCode.DONE);
  }

  private int verify(ObjectNode document, String... options) throws Exception {
    return verify(JSON.writeValueAsBytes(document), options);
  }

  private int verify(byte[] document, String... options) {
    return run(document, "-", options);
  }

  private int run(String file) {
    return run(new byte[0], file);
  }

  private int run(byte[] in, String file, String... options) {
    out.getBuffer().setLength(0);
    ResultVerification verification =
        new ResultVerification(new Web3jSignatureRecovery(), (r, d, m) -> chain.find(r, d, m));
    CommandLine line =
        CommandLineFactory.create(
            new Context(folder, Map.of()),
            new Wiring(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(verification),
                List.of(),
                List.of()),
            new ByteArrayInputStream(in));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> words = new ArrayList<>(List.of("result", "verify", file));
    words.addAll(List.of(options));
    return line.execute(words.toArray(String[]::new));
  }

  private static ObjectNode proof() throws Exception {
    return proof("melee");
  }

  private static ObjectNode proof(String game) throws Exception {
    return proof(WINNER, LOSER, result(LOSER.address(), game));
  }

  private static ObjectNode proof(ResultSigner first, ResultSigner second, MatchResult result)
      throws Exception {
    ObjectNode proof = JSON.createObjectNode();
    proof.put("match_id", MATCH);
    proof.set("typed_data", JSON.readTree(JSON.writeValueAsBytes(TypedData.of(DOMAIN, result))));
    proof.put("digest", new Web3jSignatureRecovery().digest(DOMAIN, result).toString());
    ArrayNode signatures = proof.putArray("signatures");
    sign(signatures.addObject(), "p1", first, result);
    sign(signatures.addObject(), "p2", second, result);
    proof
        .putObject("chain")
        .put("chain_id", 143)
        .put("contract", CONTRACT)
        .put("status", "confirmed")
        .put("tx_hash", "0x" + "5a".repeat(32));
    return proof;
  }

  private static void sign(ObjectNode into, String side, ResultSigner signer, MatchResult result) {
    into.put("side", side)
        .put("address", signer.address().toString())
        .put("signature", "0x" + signer.sign(DOMAIN, result));
  }

  private static MatchResult result(WalletAddress loser, String game) {
    return new MatchResult(
        onChain(MATCH),
        WINNER.address(),
        loser,
        game,
        3,
        1,
        Bytes32.of(HexFormat.of().parseHex("ab".repeat(32))),
        1_772_366_400L);
  }

  private static Bytes32 onChain(String match) {
    try {
      return Bytes32.of(
          MessageDigest.getInstance("SHA-256").digest(match.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static List<String> leaves(String at, JsonNode node) {
    List<String> leaves = new ArrayList<>();
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> leaves.addAll(leaves(at + "/" + entry.getKey(), entry.getValue())));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        leaves.addAll(leaves(at + "/" + i, node.get(i)));
      }
    } else {
      leaves.add(at);
    }
    return leaves;
  }

  private static void change(ObjectNode document, String place, JsonNode value) {
    JsonNode parent = document.at(place.substring(0, place.lastIndexOf('/')));
    String last = place.substring(place.lastIndexOf('/') + 1);
    if (parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(last), value);
    } else {
      ((ObjectNode) parent).set(last, value);
    }
  }

  /** Another value of the same form. */
  private static JsonNode other(JsonNode value) {
    if (value.isNumber()) {
      return JSON.getNodeFactory().numberNode(value.longValue() + 1);
    }
    String text = value.textValue();
    if (text.equals("confirmed")) {
      return JSON.getNodeFactory().textNode("sent");
    }
    if (text.equals("p1") || text.equals("p2")) {
      return JSON.getNodeFactory().textNode(text.equals("p1") ? "p2" : "p1");
    }
    char last = text.charAt(text.length() - 1);
    // The last byte of a signature is 27 or 28.
    char other = last == 'b' ? 'c' : last == 'c' ? 'b' : last == '0' ? '1' : '0';
    return JSON.getNodeFactory().textNode(text.substring(0, text.length() - 1) + other);
  }
}
