package io.lanista.ports.settlement;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The EIP-712 document a wallet shows and signs for a result, in the form {@code
 * eth_signTypedData_v4} takes: {@code types}, {@code primaryType}, {@code domain} and {@code
 * message}. Pure.
 */
public final class TypedData {
  /** The struct's name. */
  public static final String PRIMARY_TYPE = "MatchResult";

  private static final List<Map<String, Object>> DOMAIN_FIELDS =
      List.of(
          field("string", "name"),
          field("string", "version"),
          field("uint256", "chainId"),
          field("address", "verifyingContract"));

  private static final List<Map<String, Object>> RESULT_FIELDS =
      List.of(
          field("bytes32", "matchId"),
          field("address", "winner"),
          field("address", "loser"),
          field("string", "gameId"),
          field("uint8", "winnerScore"),
          field("uint8", "loserScore"),
          field("bytes32", "replayHash"),
          field("uint256", "timestamp"));

  private TypedData() {}

  /**
   * The document, ready for any JSON writer: maps in a fixed order, lists, strings and whole
   * numbers. Keys are camelCase because the wallets fix them, so they must not be renamed.
   * Addresses are lower-case {@code 0x} hexadecimal; {@code chainId} and {@code timestamp} are
   * numbers.
   */
  public static Map<String, Object> of(SigningDomain domain, MatchResult result) {
    Map<String, Object> types = new LinkedHashMap<>();
    types.put("EIP712Domain", DOMAIN_FIELDS);
    types.put(PRIMARY_TYPE, RESULT_FIELDS);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("types", Collections.unmodifiableMap(types));
    document.put("primaryType", PRIMARY_TYPE);
    document.put("domain", domain(domain));
    document.put("message", message(result));
    return Collections.unmodifiableMap(document);
  }

  private static Map<String, Object> domain(SigningDomain domain) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", domain.name());
    values.put("version", domain.version());
    values.put("chainId", domain.chainId());
    values.put("verifyingContract", domain.verifyingContract().toString());
    return Collections.unmodifiableMap(values);
  }

  private static Map<String, Object> message(MatchResult result) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("matchId", result.matchId().toString());
    values.put("winner", result.winner().toString());
    values.put("loser", result.loser().toString());
    values.put("gameId", result.gameId());
    values.put("winnerScore", result.winnerScore());
    values.put("loserScore", result.loserScore());
    values.put("replayHash", result.replayHash().toString());
    values.put("timestamp", result.timestampSeconds());
    return Collections.unmodifiableMap(values);
  }

  private static Map<String, Object> field(String type, String name) {
    Map<String, Object> field = new LinkedHashMap<>();
    field.put("name", name);
    field.put("type", type);
    return Collections.unmodifiableMap(field);
  }
}
