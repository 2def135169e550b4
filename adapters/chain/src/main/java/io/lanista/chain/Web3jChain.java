package io.lanista.chain;

import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.ChainHead;
import io.lanista.ports.chain.ChainWager;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.chain.Fees;
import io.lanista.ports.chain.Receipt;
import io.lanista.ports.chain.SignedTransaction;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.protocol.core.methods.response.EthBlockNumber;
import org.web3j.protocol.core.methods.response.EthEstimateGas;
import org.web3j.protocol.core.methods.response.EthGetBalance;
import org.web3j.protocol.core.methods.response.EthGetCode;
import org.web3j.protocol.core.methods.response.EthGetTransactionCount;
import org.web3j.protocol.core.methods.response.EthGetTransactionReceipt;
import org.web3j.protocol.core.methods.response.EthSendTransaction;

/** A chain behind one node's JSON-RPC, by web3j. */
public final class Web3jChain implements Chain {
  /** Beyond this, an estimate is no estimate: no block of a known chain holds as much. */
  private static final long MOST_GAS = 1L << 40;

  private final Rpc rpc;
  private final ContractReader reader;
  private final MatchProofReader results;
  private final FeeOracle feeOracle;
  private final SigningDomain domain;
  private final ChainContracts contracts;
  private final Wallet wallet;
  private final TransactionSigner signer;

  /**
   * A chain.
   *
   * @param domain in which results are signed; its contract must be the MatchProof of the others
   * @param maxFeeWei what a unit of gas may cost at most; empty for whatever it costs
   */
  public Web3jChain(
      RpcEndpoint endpoint,
      SigningDomain domain,
      ChainContracts contracts,
      Wallet wallet,
      Optional<BigInteger> maxFeeWei) {
    if (!contracts.get(ChainContract.MATCH_PROOF).equals(domain.verifyingContract())) {
      throw new IllegalArgumentException(
          "Results are signed for the contract "
              + domain.verifyingContract()
              + ", so they can be recorded on no other.");
    }
    this.rpc = new Rpc(endpoint);
    this.reader = new ContractReader(rpc);
    this.results = new MatchProofReader(reader, domain);
    this.feeOracle = new FeeOracle(rpc, reader, maxFeeWei);
    this.domain = domain;
    this.contracts = contracts;
    this.wallet = wallet;
    this.signer = new TransactionSigner(domain.chainId(), wallet);
  }

  @Override
  public WalletAddress wallet() {
    return wallet.address();
  }

  @Override
  public boolean has(ChainContract contract) {
    return contracts.find(contract).isPresent();
  }

  /** Where a contract is; it must be configured. */
  public WalletAddress address(ChainContract contract) {
    return contracts.get(contract);
  }

  /**
   * Whether there is code where a contract should be.
   *
   * @throws io.lanista.ports.chain.ChainException if the node cannot be asked
   */
  public boolean isDeployed(ChainContract contract) {
    String address = contracts.get(contract).toString();
    return rpc.ask("eth_getCode", List.of(address, "latest"), EthGetCode.class).length() > 2;
  }

  @Override
  public ChainHead head() {
    results.checkChain();
    String account = wallet.address().toString();
    BigInteger block =
        reader.number(
            "eth_blockNumber", rpc.ask("eth_blockNumber", List.of(), EthBlockNumber.class));
    BigInteger nonce =
        reader.number(
            "eth_getTransactionCount",
            rpc.ask(
                "eth_getTransactionCount",
                List.of(account, "latest"),
                EthGetTransactionCount.class));
    BigInteger balance =
        reader.number(
            "eth_getBalance",
            rpc.ask("eth_getBalance", List.of(account, "latest"), EthGetBalance.class));
    return new ChainHead(
        domain.chainId(),
        large("eth_blockNumber", block),
        large("eth_getTransactionCount", nonce),
        balance);
  }

  private long large(String method, BigInteger value) {
    if (value.bitLength() >= Long.SIZE) {
      throw rpc.senseless(method);
    }
    return value.longValue();
  }

  @Override
  public EncodedCall encode(ChainCall call) {
    return CallEncoder.encode(call, contracts);
  }

  @Override
  public long gas(EncodedCall call) {
    Map<String, String> transaction =
        Map.of(
            "from", wallet.address().toString(),
            "to", call.to().toString(),
            "data", TransactionSigner.hex(call.data()));
    String method = "eth_estimateGas";
    BigInteger estimate =
        reader.number(method, rpc.ask(method, List.of(transaction), EthEstimateGas.class));
    if (estimate.bitLength() > 40) {
      throw rpc.senseless(method);
    }
    // Until it is in a block, others change what it costs.
    return Math.min(MOST_GAS, estimate.longValue() / 4 * 5 + 10_000);
  }

  @Override
  public Fees fees() {
    return feeOracle.now();
  }

  @Override
  public SignedTransaction sign(EncodedCall call, long nonce, long gas, Fees fees) {
    return signer.sign(Optional.of(call.to()), call.data(), BigInteger.ZERO, nonce, gas, fees);
  }

  @Override
  public void send(SignedTransaction transaction) {
    String method = "eth_sendRawTransaction";
    EthSendTransaction answer =
        rpc.exchange(method, List.of(transaction.raw()), EthSendTransaction.class);
    if (answer.hasError()) {
      String message = Optional.ofNullable(answer.getError().getMessage()).orElse("");
      if (NodeErrors.meansKnown(message)) {
        return;
      }
      throw rpc.refused(method, answer.getError());
    }
    if (!transaction.hash().toString().equalsIgnoreCase(answer.getResult())) {
      throw rpc.senseless(method);
    }
  }

  @Override
  public Optional<Receipt> receipt(Bytes32 hash) {
    String method = "eth_getTransactionReceipt";
    return rpc.find(method, List.of(hash.toString()), EthGetTransactionReceipt.class)
        .flatMap(
            found ->
                new ReceiptReader(contracts.find(ChainContract.PREDICTION_POOL))
                    .read(hash, found, () -> rpc.senseless(method)));
  }

  @Override
  public boolean recorded(Bytes32 matchId) {
    return results.recorded(matchId);
  }

  @Override
  public Optional<ChainWager> wager(BigInteger id) {
    return reader
        .find(CallEncoder.to(contracts.get(ChainContract.WAGER), "getWager", new Uint256(id)))
        .flatMap(words -> reader.need(WagerReader.read(words)));
  }

  @Override
  public Optional<WalletAddress> ownerOf(BigInteger agentId) {
    return reader
        .find(
            CallEncoder.to(
                contracts.get(ChainContract.IDENTITY_REGISTRY), "ownerOf", new Uint256(agentId)))
        .map(words -> reader.need(words.address(0)))
        .filter(owner -> !owner.equals(WagerReader.NOBODY));
  }

  @Override
  public boolean isPoolOpen(BigInteger poolId) {
    // The sixth of the pool's words is its status; Open is the first of them.
    return reader
        .find(
            CallEncoder.to(
                contracts.get(ChainContract.PREDICTION_POOL), "getPool", new Uint256(poolId)))
        .map(words -> reader.need(words.small(5)) == 0)
        .orElse(false);
  }

  /** The wallet's address and the node's host. */
  @Override
  public String toString() {
    return "Web3jChain[" + rpc + ", " + wallet + "]";
  }
}
