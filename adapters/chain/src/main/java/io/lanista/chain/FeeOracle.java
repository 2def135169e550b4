package io.lanista.chain;

import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.Fees;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthMaxPriorityFeePerGas;

/**
 * What transactions offer (EIP-1559): twice the newest block's base fee, so that six full blocks in
 * a row do not price them out, and the tip that the node finds usual.
 */
final class FeeOracle {
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000L);

  private final Rpc rpc;
  private final ContractReader reader;
  private final Optional<BigInteger> highest;

  FeeOracle(Rpc rpc, ContractReader reader, Optional<BigInteger> highest) {
    this.rpc = rpc;
    this.reader = reader;
    this.highest = highest;
  }

  Fees now() {
    String method = "eth_getBlockByNumber";
    EthBlock.Block newest = rpc.ask(method, List.of("latest", false), EthBlock.class);
    String base = newest.getBaseFeePerGasRaw();
    if (base == null) {
      throw new ChainException(
          ChainException.Kind.UNREACHABLE,
          "The chain's blocks have no base fee: it is older than EIP-1559, or the node is behind.");
    }
    BigInteger tip = tip();
    BigInteger max = reader.number(method, base).shiftLeft(1).add(tip);
    BigInteger bounded = highest.map(max::min).orElse(max);
    return new Fees(tip.min(bounded), bounded);
  }

  /** Not every node has an opinion; a gwei is what most chains take. */
  private BigInteger tip() {
    String method = "eth_maxPriorityFeePerGas";
    EthMaxPriorityFeePerGas answer = rpc.exchange(method, List.of(), EthMaxPriorityFeePerGas.class);
    if (!answer.hasError()) {
      return reader.number(method, answer.getResult());
    }
    ChainException refused = rpc.refused(method, answer.getError());
    if (refused.kind() == ChainException.Kind.UNREACHABLE) {
      return GWEI;
    }
    throw refused;
  }
}
