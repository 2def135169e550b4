package io.lanista.chain;

import io.lanista.ports.chain.ChainException.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What nodes mean by their errors. There is no standard for the texts, and the codes are used alike
 * for different things, so this reads both, as geth, Erigon, Nethermind, Besu, anvil and the large
 * providers write them. Pure.
 */
final class NodeErrors {
  private static final int LIMIT_EXCEEDED = -32005;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int EXECUTION_REVERTED = 3;

  /** That a transaction which was sent again is there already. */
  private static final List<String> KNOWN =
      List.of(
          "already known",
          "alreadyknown",
          "known transaction",
          "already imported",
          "already_exists",
          "already exists",
          "already in mempool",
          "already in the mempool",
          "existing tx with same hash");

  /** In the order of asking: a text that fits several is what it fits first. */
  private static final List<Map.Entry<Kind, List<String>>> TEXTS =
      List.of(
          Map.entry(
              Kind.RATE_LIMITED,
              List.of(
                  "rate limit",
                  "too many requests",
                  "request limit",
                  "requests per second",
                  "compute units",
                  "throttled",
                  "exceeded its throughput",
                  "daily request count")),
          Map.entry(
              Kind.NONCE_USED,
              List.of("nonce too low", "nonce is too low", "nonce_too_low", "oldnonce")),
          Map.entry(
              Kind.UNDERPRICED,
              List.of(
                  "underpriced",
                  "could not replace existing tx",
                  "replacementnotallowed",
                  "replacement not allowed",
                  "fee too low",
                  "feetoolow",
                  "gas price too low",
                  "gas price below",
                  "less than block base fee",
                  "below current base fee",
                  "tip cap")),
          Map.entry(
              Kind.OUT_OF_FUNDS,
              List.of(
                  "insufficient funds",
                  "insufficient_funds",
                  "insufficientfunds",
                  "insufficient balance",
                  "enough funds",
                  "upfront cost exceeds",
                  "gas required exceeds allowance")),
          Map.entry(
              Kind.WRONG_CHAIN,
              List.of("invalid chain id", "invalid chainid", "wrong chain", "chain id mismatch")),
          Map.entry(Kind.REVERTED, List.of("revert", "vm execution error", "invalid opcode")));

  private NodeErrors() {}

  /** Whether the answer to a transaction means that the node has it. */
  static boolean meansKnown(String message) {
    return containsAny(message.toLowerCase(Locale.ROOT), KNOWN);
  }

  /** What kind of trouble an error is; UNREACHABLE (later again) for all that is new to us. */
  static Kind kind(int code, String message) {
    if (code == LIMIT_EXCEEDED || code == TOO_MANY_REQUESTS) {
      return Kind.RATE_LIMITED;
    }
    if (code == EXECUTION_REVERTED) {
      return Kind.REVERTED;
    }
    String text = message.toLowerCase(Locale.ROOT);
    return TEXTS.stream()
        .filter(entry -> containsAny(text, entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(Kind.UNREACHABLE);
  }

  private static boolean containsAny(String text, List<String> parts) {
    return parts.stream().anyMatch(text::contains);
  }
}
