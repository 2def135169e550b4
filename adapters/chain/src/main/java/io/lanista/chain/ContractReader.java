package io.lanista.chain;

import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainException.Kind;
import io.lanista.ports.chain.EncodedCall;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthChainId;
import org.web3j.utils.Numeric;

/** Asks contracts what they hold. Thread-safe. */
final class ContractReader {
  private final Rpc rpc;

  ContractReader(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * What a call answers, as the newest block has it.
   *
   * @throws ChainException REVERTED if the contract refuses; UNREACHABLE also if there is none
   */
  AbiWords read(EncodedCall call) {
    Map<String, String> transaction =
        Map.of("to", call.to().toString(), "data", "0x" + HexFormat.of().formatHex(call.data()));
    String answer = rpc.ask("eth_call", List.of(transaction, "latest"), EthCall.class);
    AbiWords words = AbiWords.ofHex(answer).orElseThrow(() -> rpc.senseless("eth_call"));
    if (words.isEmpty()) {
      throw rpc.unreachable(
          "knows no contract at " + call.to() + ": check that address and the node's chain");
    }
    return words;
  }

  /** What a call answers; empty if the contract refuses it. */
  Optional<AbiWords> find(EncodedCall call) {
    try {
      return Optional.of(read(call));
    } catch (ChainException refused) {
      if (refused.kind() == Kind.REVERTED) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** One value out of an answer, which must hold it. */
  <T> T need(Optional<T> value) {
    return value.orElseThrow(() -> rpc.senseless("eth_call"));
  }

  /**
   * Whether this is the right chain.
   *
   * @throws ChainException WRONG_CHAIN if it is not
   */
  void mustBeOn(BigInteger wanted) {
    BigInteger served = number("eth_chainId", rpc.ask("eth_chainId", List.of(), EthChainId.class));
    if (!served.equals(wanted)) {
      throw new ChainException(
          Kind.WRONG_CHAIN,
          "The node serves chain "
              + served
              + ", but results are signed for chain "
              + wanted
              + ": correct chain.rpc-url or signing.chain-id.");
    }
  }

  /** A quantity as JSON-RPC writes it. */
  BigInteger number(String method, String quantity) {
    if (quantity == null || !quantity.matches("0x[0-9a-fA-F]{1,64}")) {
      throw rpc.senseless(method);
    }
    return Numeric.toBigInt(quantity);
  }
}
