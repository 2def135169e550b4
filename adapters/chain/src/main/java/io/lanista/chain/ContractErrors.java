package io.lanista.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.web3j.crypto.Hash;

/**
 * Names what a contract reverted with: its own errors by the ABIs that come with this module, and
 * Solidity's two. Immutable.
 */
final class ContractErrors {
  private static final List<String> CONTRACTS =
      List.of("MatchProof", "Wager", "PredictionPool", "ReputationRegistry", "IdentityRegistry");

  /** Solidity's {@code Error(string)} and {@code Panic(uint256)}. */
  private static final String TEXT = "0x08c379a0";

  private static final String PANIC = "0x4e487b71";
  private static final int MAX_TEXT = 200;
  private static final Pattern DATA = Pattern.compile("0x([0-9a-fA-F]{8,})");

  private final Map<String, String> names = new HashMap<>();

  ContractErrors() {
    ObjectMapper json = new ObjectMapper();
    for (String contract : CONTRACTS) {
      try (InputStream in = ContractErrors.class.getResourceAsStream("abi/" + contract + ".json")) {
        json.readTree(in).forEach(this::learn);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  private void learn(JsonNode entry) {
    if (!"error".equals(entry.path("type").textValue())) {
      return;
    }
    StringBuilder signature = new StringBuilder(entry.path("name").textValue()).append('(');
    for (JsonNode input : entry.path("inputs")) {
      signature.append(signature.charAt(signature.length() - 1) == '(' ? "" : ",");
      signature.append(input.path("type").textValue());
    }
    String whole = signature.append(')').toString();
    names.put(Hash.sha3String(whole).substring(0, 10), entry.path("name").textValue());
  }

  /**
   * What the contract said.
   *
   * @param data what came with the node's error: the revert's bytes in hexadecimal, with or without
   *     JSON around them
   * @return a name or a sentence; empty if there are no bytes
   */
  Optional<String> name(String data) {
    Matcher found = DATA.matcher(data);
    if (!found.find()) {
      return Optional.empty();
    }
    String selector = "0x" + found.group(1).substring(0, 8).toLowerCase(Locale.ROOT);
    String name = names.get(selector);
    if (name != null) {
      return Optional.of(name);
    }
    String rest = found.group(1).substring(8);
    if (selector.equals(TEXT)) {
      return AbiWords.ofHex(rest).flatMap(words -> words.text(0)).map(ContractErrors::bounded);
    }
    if (selector.equals(PANIC)) {
      return AbiWords.ofHex(rest)
          .flatMap(words -> words.number(0))
          .map(code -> "Panic(" + code + ")");
    }
    return Optional.of("an error that is not among those of our contracts (" + selector + ")");
  }

  private static String bounded(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= MAX_TEXT ? clean : clean.substring(0, MAX_TEXT) + "...";
  }
}
