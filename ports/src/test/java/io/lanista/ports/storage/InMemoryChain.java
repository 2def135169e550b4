package io.lanista.ports.storage;

import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainTransaction;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Steps and transactions of an {@link InMemoryTransaction}. */
final class InMemoryChain implements ChainStore {
  record StepKey(MatchId match, ChainStep.Kind kind) {}

  record Nonce(BigInteger chainId, String wallet, long nonce) {
    static final Comparator<Nonce> ORDER =
        Comparator.comparing(Nonce::chainId)
            .thenComparing(Nonce::wallet)
            .thenComparingLong(Nonce::nonce);
  }

  record Kept(ChainTransaction transaction, boolean followed) {}

  private static final Comparator<ChainStep> OLDEST =
      Comparator.comparing(ChainStep::createdAt).thenComparing(InMemoryChain::place);
  private static final Comparator<ChainStep> LONGEST_DUE =
      Comparator.comparing(ChainStep::due).thenComparing(InMemoryChain::place);

  private final Supplier<InMemoryState> reading;
  private final Supplier<InMemoryState> writing;

  InMemoryChain(Supplier<InMemoryState> reading, Supplier<InMemoryState> writing) {
    this.reading = reading;
    this.writing = writing;
  }

  private static String place(ChainStep step) {
    return step.match() + " " + step.kind().ordinal();
  }

  private static StepKey key(ChainStep step) {
    return new StepKey(step.match(), step.kind());
  }

  @Override
  public void add(ChainStep step) {
    writing.get().chainSteps.putIfAbsent(key(step), StoredPrecision.of(step));
  }

  @Override
  public void put(ChainStep step) {
    if (writing.get().chainSteps.replace(key(step), StoredPrecision.of(step)) == null) {
      throw new IllegalStateException("There is no such step to write.");
    }
  }

  @Override
  public Optional<ChainStep> find(MatchId match, ChainStep.Kind kind) {
    return Optional.ofNullable(reading.get().chainSteps.get(new StepKey(match, kind)));
  }

  @Override
  public List<ChainStep> of(MatchId match) {
    return steps()
        .filter(step -> step.match().equals(match))
        .sorted(Comparator.comparing(ChainStep::kind))
        .toList();
  }

  private Stream<ChainStep> steps() {
    return reading.get().chainSteps.values().stream();
  }

  @Override
  public List<ChainStep> due(Instant now, int limit) {
    return steps()
        .filter(step -> step.status() == ChainStep.Status.PENDING && !step.due().isAfter(now))
        .filter(
            step ->
                of(step.match()).stream()
                    .filter(earlier -> earlier.kind().compareTo(step.kind()) < 0)
                    .allMatch(earlier -> earlier.status().isDone()))
        .sorted(LONGEST_DUE)
        .limit(limit)
        .toList();
  }

  @Override
  public List<ChainStep> in(ChainStep.Status status, int limit) {
    return steps().filter(step -> step.status() == status).sorted(OLDEST).limit(limit).toList();
  }

  @Override
  public Map<ChainStep.Status, Long> counts() {
    Map<ChainStep.Status, Long> counts = new EnumMap<>(ChainStep.Status.class);
    steps().forEach(step -> counts.merge(step.status(), 1L, Long::sum));
    return counts;
  }

  @Override
  public long nextNonce(BigInteger chainId, WalletAddress wallet) {
    Nonce last =
        reading
            .get()
            .chainTransactions
            .floorKey(new Nonce(chainId, wallet.toString(), Long.MAX_VALUE));
    return last == null
            || !last.chainId().equals(chainId)
            || !last.wallet().equals(wallet.toString())
        ? 0
        : last.nonce() + 1;
  }

  @Override
  public Optional<ChainTransaction> sent(MatchId match, ChainStep.Kind kind) {
    return reading.get().chainTransactions.values().stream()
        .map(Kept::transaction)
        .filter(sent -> sent.match().equals(match) && sent.step() == kind)
        .max(Comparator.comparingLong(ChainTransaction::nonce));
  }

  @Override
  public List<ChainTransaction> followed(BigInteger chainId, WalletAddress wallet) {
    return reading.get().chainTransactions.entrySet().stream()
        .filter(entry -> entry.getKey().chainId().equals(chainId))
        .filter(entry -> entry.getKey().wallet().equals(wallet.toString()))
        .filter(entry -> entry.getValue().followed())
        .map(entry -> entry.getValue().transaction())
        .toList();
  }

  @Override
  public void put(BigInteger chainId, WalletAddress wallet, ChainTransaction transaction) {
    writing
        .get()
        .chainTransactions
        .put(
            new Nonce(chainId, wallet.toString(), transaction.nonce()),
            new Kept(StoredPrecision.of(transaction), true));
  }

  @Override
  public void close(BigInteger chainId, WalletAddress wallet, long nonce) {
    writing
        .get()
        .chainTransactions
        .computeIfPresent(
            new Nonce(chainId, wallet.toString(), nonce),
            (key, kept) -> new Kept(kept.transaction(), false));
  }
}
