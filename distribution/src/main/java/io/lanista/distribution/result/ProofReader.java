package io.lanista.distribution.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.chain.TypedDataReader;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.WalletAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads a proof. Strict, because two programs must not read one document in two ways: a key that is
 * twice or that nobody knows, or a byte after the end, is refused.
 */
public final class ProofReader {
  /** The longest document that is read; a real one has about 2 KiB. */
  public static final int LONGEST = 64 * 1024;

  /** Of a uint256, in bits. */
  private static final int LONGEST_NUMBER = 256;

  private static final Set<String> WORDS = Set.of("off", "pending", "sent", "confirmed", "failed");
  private static final Set<String> KEYS =
      Set.of("match_id", "typed_data", "digest", "signatures", "chain");
  private static final Set<String> DOMAIN_KEYS =
      Set.of("name", "version", "chainId", "verifyingContract");
  private static final Set<String> MESSAGE_KEYS =
      Set.of(
          "matchId",
          "winner",
          "loser",
          "gameId",
          "winnerScore",
          "loserScore",
          "replayHash",
          "timestamp");

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ProofReader() {}

  /**
   * Reads a document.
   *
   * @throws ProofProblem if it is none; says at which key
   */
  public static ProofDocument read(byte[] text) throws ProofProblem {
    if (text.length > LONGEST) {
      throw new ProofProblem("It is longer than " + LONGEST + " bytes; no proof is.");
    }
    JsonNode root = parse(text);
    exactly("the document", root, KEYS);
    JsonNode typed = root.get("typed_data");
    exactly("typed_data", typed, Set.of("types", "primaryType", "domain", "message"));
    exactly("typed_data.domain", typed.get("domain"), DOMAIN_KEYS);
    exactly("typed_data.message", typed.get("message"), MESSAGE_KEYS);
    TypedDataReader signed = typedData(typed);
    if (signed.domain().chainId().bitLength() > LONGEST_NUMBER) {
      throw new ProofProblem("typed_data.domain.chainId is not below 2^256.");
    }
    for (String word :
        List.of(signed.domain().name(), signed.domain().version(), signed.result().gameId())) {
      if (!new String(word.getBytes(UTF_8), UTF_8).equals(word)) {
        throw new ProofProblem("typed_data has a text that is not Unicode text.");
      }
    }
    return new ProofDocument(
        match(string(root, "match_id")),
        signed.domain(),
        signed.result(),
        bytes32("digest", string(root, "digest")),
        signatures(root.get("signatures")),
        chain(root.get("chain")));
  }

  private static JsonNode parse(byte[] text) throws ProofProblem {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new ProofProblem(
          "It is not readable as JSON: " + malformed.getOriginalMessage(), malformed);
    } catch (IOException impossible) {
      throw new ProofProblem("It cannot be read: " + impossible.getMessage(), impossible);
    }
  }

  private static void exactly(String where, JsonNode node, Set<String> keys) throws ProofProblem {
    if (node == null || !node.isObject()) {
      throw new ProofProblem(where + " is not a JSON object.");
    }
    for (String key : keys.stream().sorted().toList()) {
      if (!node.has(key)) {
        throw new ProofProblem(where + " has no \"" + key + "\".");
      }
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!keys.contains(entry.getKey())) {
        throw new ProofProblem(where + " has a key that no proof has: " + quoted(entry.getKey()));
      }
    }
  }

  @SuppressWarnings("unchecked") // A JSON object becomes a map with text as keys.
  private static TypedDataReader typedData(JsonNode typed) throws ProofProblem {
    try {
      return new TypedDataReader((Map<String, ?>) JSON.convertValue(typed, Map.class));
    } catch (IllegalArgumentException wrong) {
      throw new ProofProblem("typed_data: " + wrong.getMessage(), wrong);
    }
  }

  private static MatchId match(String text) throws ProofProblem {
    try {
      MatchId id = new MatchId(UUID.fromString(text));
      if (id.toString().equals(text)) {
        return id;
      }
    } catch (IllegalArgumentException malformed) {
      // The same answer as for one in another form.
    }
    throw new ProofProblem("match_id is not a UUID in lower case.");
  }

  private static List<ProofDocument.Signed> signatures(JsonNode list) throws ProofProblem {
    if (list == null || !list.isArray() || list.size() != 2) {
      throw new ProofProblem("signatures is not a list of two.");
    }
    List<ProofDocument.Signed> signatures = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String where = "signatures[" + i + "]";
      JsonNode one = list.get(i);
      exactly(where, one, Set.of("side", "address", "signature"));
      try {
        signatures.add(
            new ProofDocument.Signed(
                side(where, string(one, "side")),
                WalletAddress.parse(string(one, "address")),
                Signature.parse(string(one, "signature"))));
      } catch (EngineException wrong) {
        throw new ProofProblem(where + ": " + wrong.getMessage(), wrong);
      }
    }
    return signatures;
  }

  private static Side side(String where, String text) throws ProofProblem {
    for (Side side : Side.values()) {
      if (side.toString().equals(text)) {
        return side;
      }
    }
    throw new ProofProblem(where + ": the side is p1 or p2, not " + quoted(text));
  }

  private static ProofDocument.OnChain chain(JsonNode chain) throws ProofProblem {
    exactly("chain", chain, Set.of("chain_id", "contract", "status", "tx_hash"));
    JsonNode id = chain.get("chain_id");
    if (!id.isIntegralNumber() || id.bigIntegerValue().signum() <= 0) {
      throw new ProofProblem("chain.chain_id is not a positive whole number.");
    }
    String status = string(chain, "status");
    if (!WORDS.contains(status)) {
      throw new ProofProblem(
          "chain.status is "
              + quoted(status)
              + ", and not one of "
              + String.join(", ", WORDS.stream().sorted().toList())
              + ".");
    }
    JsonNode hash = chain.get("tx_hash");
    try {
      return new ProofDocument.OnChain(
          id.bigIntegerValue(),
          WalletAddress.parse(string(chain, "contract")),
          status,
          hash.isNull()
              ? Optional.empty()
              : Optional.of(bytes32("chain.tx_hash", string(chain, "tx_hash"))));
    } catch (EngineException wrong) {
      throw new ProofProblem("chain.contract: " + wrong.getMessage(), wrong);
    }
  }

  private static String string(JsonNode node, String key) throws ProofProblem {
    JsonNode value = node.get(key);
    if (value == null || !value.isTextual()) {
      throw new ProofProblem("\"" + key + "\" is not a text.");
    }
    return value.textValue();
  }

  private static Bytes32 bytes32(String where, String text) throws ProofProblem {
    if (!text.toLowerCase(Locale.ROOT).matches("0x[0-9a-f]{64}")) {
      throw new ProofProblem(where + " is not 0x and 64 hexadecimal digits.");
    }
    return Bytes32.of(HexFormat.of().parseHex(text, 2, 66));
  }

  private static String quoted(String text) {
    return '"' + (text.length() <= 40 ? text : text.substring(0, 40) + "...") + '"';
  }
}
