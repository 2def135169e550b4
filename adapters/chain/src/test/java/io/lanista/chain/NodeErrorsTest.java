package io.lanista.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.chain.ChainException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same trouble in the words of several nodes and providers. */
final class NodeErrorsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "already known",
        "known transaction: 0x12ab",
        "AlreadyKnown",
        "transaction already imported",
        "Transaction with the same hash was already imported.",
        "ALREADY_EXISTS: already known",
        "INTERNAL_ERROR: existing tx with same hash",
        "Known transaction"
      })
  void whatTheNodeHasIsKnown(String message) {
    assertThat(NodeErrors.meansKnown(message)).isTrue();
  }

  @Test
  void nothingElseIsKnown() {
    assertThat(NodeErrors.meansKnown("nonce too low")).isFalse();
    assertThat(NodeErrors.meansKnown("replacement transaction underpriced")).isFalse();
    assertThat(NodeErrors.meansKnown("")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-32000|nonce too low|NONCE_USED",
        "-32000|nonce too low: next nonce 5, tx nonce 4|NONCE_USED",
        "-32003|nonce too low|NONCE_USED",
        "-32010|OldNonce, Current nonce: 5, nonce of rejected tx: 4|NONCE_USED",
        "-32001|Nonce too low|NONCE_USED",
        "-32000|replacement transaction underpriced|UNDERPRICED",
        "-32000|transaction underpriced: tip needed 1, tip permitted 0|UNDERPRICED",
        "-32000|could not replace existing tx|UNDERPRICED",
        "-32010|ReplacementNotAllowed|UNDERPRICED",
        "-32010|FeeTooLow, MaxFeePerGas too low|UNDERPRICED",
        "-32000|max fee per gas less than block base fee: address 0x1|UNDERPRICED",
        "-32000|insufficient funds for gas * price + value: balance 0|OUT_OF_FUNDS",
        "-32003|Insufficient funds for gas * price + value|OUT_OF_FUNDS",
        "-32010|InsufficientFunds, Account balance: 0|OUT_OF_FUNDS",
        "-32004|Upfront cost exceeds account balance|OUT_OF_FUNDS",
        "-32000|gas required exceeds allowance (0)|OUT_OF_FUNDS",
        "-32000|sender doesn't have enough funds to send tx|OUT_OF_FUNDS",
        "-32005|anything|RATE_LIMITED",
        "429|Your app has exceeded its compute units per second capacity|RATE_LIMITED",
        "-32007|50/second request limit reached|RATE_LIMITED",
        "-32016|over rate limit|RATE_LIMITED",
        "-32000|invalid chain id for signer: have 1 want 143|WRONG_CHAIN",
        "3|execution reverted|REVERTED",
        "3|anything|REVERTED",
        "-32000|execution reverted: no|REVERTED",
        "-32015|VM execution error.|REVERTED",
        "-32603|Internal error|UNREACHABLE",
        "-32601|the method eth_call does not exist|UNREACHABLE",
        "-32000|header not found|UNREACHABLE",
        "0||UNREACHABLE"
      })
  void errorsAreOfTheirKind(int code, String message, Kind kind) {
    assertThat(NodeErrors.kind(code, message == null ? "" : message)).isEqualTo(kind);
  }
}
