package io.lanista.chain;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.TypedData;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;

/**
 * Reads a typed-data document back into what it says. A signer must know what it signs, so types
 * other than ours are refused instead of encoded.
 */
public final class TypedDataReader {
  private final SigningDomain domain;
  private final MatchResult result;

  /**
   * Reads a document that was read from JSON into maps, lists, strings and numbers.
   *
   * @throws IllegalArgumentException if it is not exactly the typed data of a result
   */
  public TypedDataReader(Map<String, ?> document) {
    if (!TypedData.PRIMARY_TYPE.equals(document.get("primaryType"))) {
      throw new IllegalArgumentException(
          "The typed data is not a "
              + TypedData.PRIMARY_TYPE
              + " but "
              + document.get("primaryType"));
    }
    try {
      Map<?, ?> names = part(document, "domain");
      domain =
          new SigningDomain(
              text(names, "name"),
              text(names, "version"),
              number(names, "chainId"),
              WalletAddress.parse(text(names, "verifyingContract")));
      Map<?, ?> message = part(document, "message");
      result =
          new MatchResult(
              bytes32(message, "matchId"),
              WalletAddress.parse(text(message, "winner")),
              WalletAddress.parse(text(message, "loser")),
              text(message, "gameId"),
              number(message, "winnerScore").intValueExact(),
              number(message, "loserScore").intValueExact(),
              bytes32(message, "replayHash"),
              number(message, "timestamp").longValueExact());
    } catch (EngineException | ArithmeticException wrong) {
      throw new IllegalArgumentException(
          "The typed data has a value that no match result has: " + wrong.getMessage(), wrong);
    }
    if (!TypedData.of(domain, result).get("types").equals(document.get("types"))) {
      throw new IllegalArgumentException(
          "The typed data's types are not those of a signed match result.");
    }
  }

  public SigningDomain domain() {
    return domain;
  }

  public MatchResult result() {
    return result;
  }

  private static Map<?, ?> part(Map<String, ?> document, String key) {
    if (document.get(key) instanceof Map<?, ?> part) {
      return part;
    }
    throw wrong(key);
  }

  private static String text(Map<?, ?> part, String key) {
    if (part.get(key) instanceof String text) {
      return text;
    }
    throw wrong(key);
  }

  private static BigInteger number(Map<?, ?> part, String key) {
    Object value = part.get(key);
    try {
      // Wallet libraries write whole numbers as numbers or as decimal text.
      return new BigInteger(String.valueOf(value));
    } catch (NumberFormatException notWhole) {
      throw wrong(key);
    }
  }

  private static Bytes32 bytes32(Map<?, ?> part, String key) {
    String text = text(part, key);
    if (!text.matches("0x[0-9a-fA-F]{64}")) {
      throw wrong(key);
    }
    return Bytes32.of(HexFormat.of().parseHex(text, 2, 66));
  }

  private static IllegalArgumentException wrong(String key) {
    return new IllegalArgumentException(
        "The typed data has no usable \"" + key + "\"; it must be that of a signed match result.");
  }
}
