package io.lanista.ports.chain;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A chain in memory with one wallet on it: blocks are mined and taken back as a test says, and its
 * contracts do what spec 5 says of them. Thread-safe.
 */
public final class FakeChain implements Chain {
  public static final BigInteger ID = BigInteger.valueOf(31_337);
  private static final WalletAddress WALLET = WalletAddress.parse("0x" + "1f".repeat(20));
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);

  private final Clock clock;
  private final Trouble trouble;
  private final Set<ChainContract> contracts = EnumSet.allOf(ChainContract.class);
  private final List<ChainCall> calls = new ArrayList<>();
  private final Map<ChainCall, Integer> numbers = new HashMap<>();
  private final Map<BigInteger, WalletAddress> owners = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();
  private final TreeMap<Long, SignedTransaction> waiting = new TreeMap<>();
  private final Map<BigInteger, ChainWager> genesis = new HashMap<>();
  private ContractState state;
  private long mined;
  private BigInteger price = GWEI;
  private BigInteger chainId = ID;
  private BigInteger balance = BigInteger.TEN.pow(18);

  /** What goes wrong between engine and node; called outside of any lock. */
  public interface Trouble {
    Trouble NONE = new Trouble() {};

    /** Before the node hears of a call: throws what keeps it from that. */
    default void before(String call) {}

    /** After the node did it: throws what keeps its answer back. */
    default void after(String call) {}

    /** Whether the node that answers about a receipt is behind, and knows of none. */
    default boolean isBehind() {
      return false;
    }
  }

  /** What a block holds. */
  private record Block(Bytes32 hash, List<SignedTransaction> transactions) {}

  public FakeChain(Clock clock, Trouble trouble) {
    this.clock = clock;
    this.trouble = trouble;
    this.state = new ContractState(clock, genesis);
    blocks.add(new Block(hash("genesis"), List.of()));
  }

  private static Bytes32 hash(String text) {
    try {
      return Bytes32.of(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Takes a contract away. */
  public synchronized void without(ChainContract contract) {
    contracts.remove(contract);
  }

  /** Gives an ERC-8004 id to a wallet. */
  public synchronized void own(BigInteger agentId, WalletAddress owner) {
    owners.put(agentId, owner);
  }

  /** Sets what a unit of gas costs from now on, in gwei. */
  public synchronized void price(long gwei) {
    price = GWEI.multiply(BigInteger.valueOf(gwei));
  }

  public synchronized void balance(BigInteger wei) {
    balance = wei;
  }

  /** Makes it another chain. */
  public synchronized void chainId(BigInteger id) {
    chainId = id;
  }

  /** Puts a wager there, as it was before the first block. */
  public synchronized void wager(BigInteger id, ChainWager wager) {
    genesis.put(id, wager);
    rebuild();
  }

  /** Adds a block with all that waits and pays enough, in the order of nonces. */
  public synchronized void mine() {
    List<SignedTransaction> taken = new ArrayList<>();
    while (!waiting.isEmpty()
        && waiting.firstKey() == state.nonce
        && waiting.firstEntry().getValue().fees().max().compareTo(price) >= 0) {
      SignedTransaction next = waiting.pollFirstEntry().getValue();
      taken.add(next);
      state.apply(next, call(next));
    }
    blocks.add(new Block(hash(++mined + " " + taken), List.copyOf(taken)));
  }

  /**
   * Takes the newest blocks back and puts one more in their place.
   *
   * @param keeps whether the node still has what was in them
   */
  public synchronized void reorganise(int depth, boolean keeps) {
    int most = Math.min(depth, blocks.size() - 1);
    for (int i = 0; i < most; i++) {
      for (SignedTransaction out : blocks.remove(blocks.size() - 1).transactions()) {
        if (keeps) {
          waiting.putIfAbsent(out.nonce(), out);
        }
      }
    }
    rebuild();
    for (int i = 0; i <= most; i++) {
      mine();
    }
  }

  /** Empties what waits to be mined, as a node that starts again does. */
  public synchronized void forgetWaiting() {
    waiting.clear();
  }

  private void rebuild() {
    state = new ContractState(clock, genesis);
    for (Block block : blocks) {
      block.transactions().forEach(transaction -> state.apply(transaction, call(transaction)));
    }
  }

  private ChainCall call(SignedTransaction transaction) {
    return calls.get(Integer.parseInt(transaction.raw().split(" ")[1]));
  }

  /** What succeeded in blocks, in order. */
  public synchronized List<ChainCall> done() {
    return List.copyOf(state.done);
  }

  /** How many transactions wait to be mined. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** The first nonce that is in no block. */
  public synchronized long nonce() {
    return state.nonce;
  }

  /** How many pools can still be closed. */
  public synchronized int openPools() {
    return state.open.size();
  }

  @Override
  public WalletAddress wallet() {
    return WALLET;
  }

  @Override
  public synchronized boolean has(ChainContract contract) {
    return contracts.contains(contract);
  }

  private interface Answer<T> {
    T get();
  }

  private <T> T ask(String call, Answer<T> answer) {
    trouble.before(call);
    T answered;
    synchronized (this) {
      answered = answer.get();
    }
    trouble.after(call);
    return answered;
  }

  @Override
  public ChainHead head() {
    return ask(
        "head",
        () -> {
          if (!chainId.equals(ID)) {
            throw new ChainException(
                ChainException.Kind.WRONG_CHAIN, "The node serves chain " + chainId + ".");
          }
          return new ChainHead(ID, blocks.size() - 1L, state.nonce, balance);
        });
  }

  @Override
  public synchronized EncodedCall encode(ChainCall call) {
    Integer number = numbers.get(call);
    if (number == null) {
      number = calls.size();
      numbers.put(call, number);
      calls.add(call);
    }
    return new EncodedCall(WALLET, ByteBuffer.allocate(4).putInt(number).array());
  }

  @Override
  public long gas(EncodedCall call) {
    return ask(
        "gas",
        () -> {
          state
              .refusal(calls.get(ByteBuffer.wrap(call.data()).getInt()))
              .ifPresent(
                  why -> {
                    throw new ChainException(ChainException.Kind.REVERTED, why);
                  });
          return 100_000L;
        });
  }

  @Override
  public Fees fees() {
    return ask("fees", () -> new Fees(GWEI, price.multiply(BigInteger.TWO)));
  }

  @Override
  public SignedTransaction sign(EncodedCall call, long nonce, long gas, Fees fees) {
    String raw = "0x " + ByteBuffer.wrap(call.data()).getInt() + " " + nonce + " " + fees;
    return new SignedTransaction(hash(raw), nonce, fees, raw);
  }

  @Override
  public void send(SignedTransaction transaction) {
    ask("send", () -> accept(transaction));
  }

  private boolean accept(SignedTransaction transaction) {
    if (balance.signum() == 0) {
      throw new ChainException(ChainException.Kind.OUT_OF_FUNDS, "The wallet is empty.");
    }
    if (transaction.nonce() < state.nonce) {
      throw new ChainException(ChainException.Kind.NONCE_USED, "Its nonce is in a block.");
    }
    SignedTransaction there = waiting.get(transaction.nonce());
    if (there != null && !there.hash().equals(transaction.hash())) {
      BigInteger least = there.fees().max().multiply(BigInteger.valueOf(11)).divide(BigInteger.TEN);
      if (transaction.fees().max().compareTo(least) < 0) {
        throw new ChainException(
            ChainException.Kind.UNDERPRICED, "It replaces one that pays about as much.");
      }
    }
    waiting.put(transaction.nonce(), transaction);
    return true;
  }

  @Override
  public Optional<Receipt> receipt(Bytes32 hash) {
    if (trouble.isBehind()) {
      return Optional.empty();
    }
    return ask(
        "receipt",
        () -> {
          for (int number = blocks.size() - 1; number >= 0; number--) {
            for (SignedTransaction transaction : blocks.get(number).transactions()) {
              if (transaction.hash().equals(hash)) {
                return Optional.of(
                    new Receipt(
                        hash,
                        number,
                        blocks.get(number).hash(),
                        state.succeeded.contains(hash),
                        Optional.ofNullable(state.pools.get(hash))));
              }
            }
          }
          return Optional.empty();
        });
  }

  @Override
  public boolean recorded(Bytes32 matchId) {
    return ask("recorded", () -> state.recorded.contains(matchId));
  }

  @Override
  public Optional<ChainWager> wager(BigInteger id) {
    return ask("wager", () -> Optional.ofNullable(state.wagers.get(id)));
  }

  @Override
  public Optional<WalletAddress> ownerOf(BigInteger agentId) {
    return ask("ownerOf", () -> Optional.ofNullable(owners.get(agentId)));
  }

  @Override
  public boolean isPoolOpen(BigInteger poolId) {
    return ask("isPoolOpen", () -> state.open.containsKey(poolId));
  }

  /** What the contracts hold after some blocks. */
  private static final class ContractState {
    private final Clock clock;
    private final Set<Bytes32> recorded = new HashSet<>();
    private final Set<Bytes32> succeeded = new HashSet<>();
    private final Map<Bytes32, BigInteger> pools = new HashMap<>();
    private final Map<BigInteger, Bytes32> open = new HashMap<>();
    private final Map<BigInteger, ChainWager> wagers;
    private final List<ChainCall> done = new ArrayList<>();
    private long nonce;

    private ContractState(Clock clock, Map<BigInteger, ChainWager> wagers) {
      this.clock = clock;
      this.wagers = new HashMap<>(wagers);
    }

    /** Why a call would revert. */
    private Optional<String> refusal(ChainCall call) {
      if (call instanceof ChainCall.RecordMatch record) {
        return recorded.contains(record.result().matchId())
            ? Optional.of("MatchAlreadyRecorded")
            : Optional.empty();
      }
      if (call instanceof ChainCall.ResolvePool resolve) {
        Bytes32 match = open.get(resolve.poolId());
        return match == null || !recorded.contains(match)
            ? Optional.of("PoolNotResolvable")
            : Optional.empty();
      }
      if (call instanceof ChainCall.CancelPool cancel) {
        return open.containsKey(cancel.poolId()) ? Optional.empty() : Optional.of("PoolClosed");
      }
      if (call instanceof ChainCall.ClaimTimeout claim) {
        ChainWager wager = wagers.get(claim.wagerId());
        return wager == null
                || wager.status() != ChainWager.Status.ACCEPTED
                || wager
                    .acceptedAt()
                    .orElseThrow()
                    .plus(Duration.ofHours(1))
                    .isAfter(clock.instant())
            ? Optional.of("TimeoutNotReached")
            : Optional.empty();
      }
      return Optional.empty();
    }

    private void apply(SignedTransaction transaction, ChainCall call) {
      nonce++;
      if (refusal(call).isPresent()) {
        return;
      }
      succeeded.add(transaction.hash());
      done.add(call);
      if (call instanceof ChainCall.RecordMatch record) {
        recorded.add(record.result().matchId());
      } else if (call instanceof ChainCall.CreatePool create) {
        BigInteger pool = BigInteger.valueOf(pools.size());
        pools.put(transaction.hash(), pool);
        open.put(pool, create.matchId());
      } else if (call instanceof ChainCall.ResolvePool resolve) {
        open.remove(resolve.poolId());
      } else if (call instanceof ChainCall.CancelPool cancel) {
        open.remove(cancel.poolId());
      } else if (call instanceof ChainCall.ClaimTimeout claim) {
        wagers.computeIfPresent(
            claim.wagerId(),
            (id, w) ->
                new ChainWager(
                    w.proposer(),
                    w.opponent(),
                    w.game(),
                    w.amountWei(),
                    ChainWager.Status.VOIDED,
                    w.acceptedAt(),
                    w.match()));
      }
    }
  }
}
