package io.lanista.chain.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.chain.ChainContracts;
import io.lanista.chain.MatchProofReader;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.EncodedCall;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.SigningDomain;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Int128;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.abi.datatypes.generated.Uint8;

/**
 * The project's contracts on a local chain, and what players, spectators and agents' owners do with
 * them.
 */
public final class LocalContracts {
  private static final BigInteger NOTHING = BigInteger.ZERO;
  private static final BigInteger RICH = BigInteger.TEN.pow(21);
  private static final WalletAddress NOBODY = WalletAddress.of(new byte[20]);
  private static final BigInteger FEE_BPS = BigInteger.valueOf(500);

  private final Anvil chain;
  private final ChainContracts contracts;

  private LocalContracts(Anvil chain, ChainContracts contracts) {
    this.chain = chain;
    this.contracts = contracts;
  }

  /**
   * Deploys all of them.
   *
   * @param compiled what {@link SolidityCompiler#compile} gives
   * @param arena who may open pools: the engine's wallet
   */
  public static LocalContracts deploy(Anvil chain, JsonNode compiled, WalletAddress arena) {
    LocalAccount deployer = LocalAccount.funded(chain, RICH);
    WalletAddress proof = deploy(deployer, compiled, "MatchProof");
    WalletAddress wager = deploy(deployer, compiled, "Wager", address(proof));
    WalletAddress pool =
        deploy(
            deployer,
            compiled,
            "PredictionPool",
            address(proof),
            address(arena),
            new Uint256(FEE_BPS));
    WalletAddress identities = deploy(deployer, compiled, "IdentityRegistry");
    WalletAddress reputation =
        deploy(deployer, compiled, "ReputationRegistry", address(identities));
    return new LocalContracts(
        chain,
        new ChainContracts(
            Map.of(
                ChainContract.MATCH_PROOF, proof,
                ChainContract.WAGER, wager,
                ChainContract.PREDICTION_POOL, pool,
                ChainContract.IDENTITY_REGISTRY, identities,
                ChainContract.REPUTATION_REGISTRY, reputation)));
  }

  @SuppressWarnings("rawtypes")
  private static WalletAddress deploy(
      LocalAccount deployer, JsonNode compiled, String contract, Type<?>... arguments) {
    String code = compiled.path(contract).path("evm").path("bytecode").path("object").asText();
    String given = FunctionEncoder.encodeConstructor(List.<Type>of(arguments));
    return deployer.deploy(HexFormat.of().parseHex(code + given));
  }

  /** Where they are. */
  public ChainContracts addresses() {
    return contracts;
  }

  /** In which results for this chain's MatchProof are signed. */
  public SigningDomain domain() {
    return new SigningDomain(
        "NoJohns", "1", chain.chainId(), contracts.get(ChainContract.MATCH_PROOF));
  }

  /** What was recorded. */
  public MatchProofReader results() {
    return new MatchProofReader(chain.endpoint(), domain());
  }

  /**
   * Proposes a wager, staking so much.
   *
   * @return its number
   */
  public BigInteger proposeWager(
      LocalAccount proposer, Optional<WalletAddress> opponent, String game, BigInteger wei) {
    Map<String, Object> receipt =
        proposer.call(
            call(
                ChainContract.WAGER,
                "proposeWager",
                address(opponent.orElse(NOBODY)),
                new Utf8String(game)),
            wei);
    return topic(receipt, 1);
  }

  /** Accepts a wager with the same stake. */
  public void acceptWager(LocalAccount opponent, BigInteger id, BigInteger wei) {
    opponent.call(call(ChainContract.WAGER, "acceptWager", new Uint256(id)), wei);
  }

  /** Pays a wager to the winner of a recorded match. */
  public void settleWager(LocalAccount anyone, BigInteger id, Bytes32 matchId) {
    anyone.call(
        call(
            ChainContract.WAGER,
            "settleWager",
            new Uint256(id),
            new org.web3j.abi.datatypes.generated.Bytes32(matchId.bytes())),
        NOTHING);
  }

  /** Takes a wager back that nobody accepted. */
  public void cancelWager(LocalAccount proposer, BigInteger id) {
    proposer.call(call(ChainContract.WAGER, "cancelWager", new Uint256(id)), NOTHING);
  }

  /** Bets on one of a pool's two players. */
  public void bet(LocalAccount bettor, BigInteger pool, boolean onFirst, BigInteger wei) {
    bettor.call(
        call(ChainContract.PREDICTION_POOL, "bet", new Uint256(pool), new Bool(onFirst)), wei);
  }

  /** Takes what a bettor won in a resolved pool. */
  public void claim(LocalAccount bettor, BigInteger pool) {
    bettor.call(call(ChainContract.PREDICTION_POOL, "claim", new Uint256(pool)), NOTHING);
  }

  /** Takes a bettor's bets back from a cancelled pool. */
  public void claimRefund(LocalAccount bettor, BigInteger pool) {
    bettor.call(call(ChainContract.PREDICTION_POOL, "claimRefund", new Uint256(pool)), NOTHING);
  }

  /**
   * Makes an agent id.
   *
   * @return its number; it belongs to the account
   */
  public BigInteger registerAgent(LocalAccount owner) {
    return topic(owner.call(call(ChainContract.IDENTITY_REGISTRY, "register"), NOTHING), 3);
  }

  /** Hands an agent id to another account. */
  public void transferAgent(LocalAccount owner, WalletAddress to, BigInteger agentId) {
    owner.call(
        call(
            ChainContract.IDENTITY_REGISTRY,
            "transferFrom",
            address(owner.address()),
            address(to),
            new Uint256(agentId)),
        NOTHING);
  }

  /** One rating as the registry has it. */
  public record Rating(WalletAddress by, BigInteger value, String signal, String game) {}

  /** All ratings of an agent in a game, the oldest first. */
  public List<Rating> ratings(BigInteger agentId, String game) {
    List<TypeReference<?>> columns =
        List.of(
            new TypeReference<DynamicArray<Address>>() {},
            new TypeReference<DynamicArray<Uint64>>() {},
            new TypeReference<DynamicArray<Int128>>() {},
            new TypeReference<DynamicArray<Uint8>>() {},
            new TypeReference<DynamicArray<Utf8String>>() {},
            new TypeReference<DynamicArray<Utf8String>>() {},
            new TypeReference<DynamicArray<Bool>>() {});
    Function function =
        new Function(
            "readAllFeedback",
            List.of(
                new Uint256(agentId),
                new DynamicArray<>(Address.class, List.of()),
                new Utf8String("elo"),
                new Utf8String(game),
                new Bool(false)),
            columns);
    String answer =
        (String)
            chain
                .call(
                    "eth_call",
                    Map.of(
                        "to", contracts.get(ChainContract.REPUTATION_REGISTRY).toString(),
                        "data", FunctionEncoder.encode(function)),
                    "latest")
                .orElseThrow();
    List<?> read = FunctionReturnDecoder.decode(answer, function.getOutputParameters());
    List<?> clients = column(read, 0);
    List<Rating> ratings = new ArrayList<>();
    for (int row = 0; row < clients.size(); row++) {
      ratings.add(
          new Rating(
              WalletAddress.parse(((Address) clients.get(row)).getValue()),
              ((Int128) column(read, 2).get(row)).getValue(),
              ((Utf8String) column(read, 4).get(row)).getValue(),
              ((Utf8String) column(read, 5).get(row)).getValue()));
    }
    return ratings;
  }

  private static List<?> column(List<?> read, int column) {
    return ((DynamicArray<?>) read.get(column)).getValue();
  }

  @SuppressWarnings("rawtypes")
  EncodedCall call(ChainContract contract, String function, Type<?>... arguments) {
    String data =
        FunctionEncoder.encode(new Function(function, List.<Type>of(arguments), List.of()));
    return new EncodedCall(
        contracts.get(contract), HexFormat.of().parseHex(data, 2, data.length()));
  }

  private static Address address(WalletAddress address) {
    return new Address(address.toString());
  }

  /** A number among the indexed values of a call's first event. */
  private static BigInteger topic(Map<String, Object> receipt, int position) {
    List<?> topics = (List<?>) LocalAccount.logs(receipt).get(0).get("topics");
    return new BigInteger(((String) topics.get(position)).substring(2), 16);
  }
}
