package io.lanista.engine.chain;

import io.lanista.engine.settlement.SigningSettings;
import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainTransaction;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.storage.ChainStore;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The work on chain at a glance, for operators. Thread-safe; never asks the chain. */
public final class ChainOverview {
  private static final int SHOWN = 50;

  private final Storage storage;
  private final Optional<Chain> chain;
  private final BigInteger chainId;
  private final ChainSettings settings;
  private final ChainHealth health;

  /**
   * All of it.
   *
   * @param wallet who pays
   * @param contracts those that are configured
   * @param nextNonce the first that was not given away
   * @param steps how many there are of each status
   * @param oldest the step that waits longest for its turn
   * @param inFlight what was sent and does not count yet, by nonce, at most 50
   * @param failed what was refused for good, the oldest first, at most 50
   */
  public record Look(
      ChainHealth.Snapshot health,
      Optional<WalletAddress> wallet,
      Set<ChainContract> contracts,
      Optional<Long> nextNonce,
      Map<ChainStep.Status, Long> steps,
      Optional<ChainStep> oldest,
      List<ChainTransaction> inFlight,
      List<ChainStep> failed) {
    public Look {
      contracts = Set.copyOf(contracts);
      steps = Map.copyOf(steps);
      inFlight = List.copyOf(inFlight);
      failed = List.copyOf(failed);
    }
  }

  @Inject
  public ChainOverview(
      Storage storage,
      Optional<Chain> chain,
      SigningSettings signing,
      ChainSettings settings,
      ChainHealth health) {
    this.storage = storage;
    this.chain = chain;
    this.chainId = signing.domain().chainId();
    this.settings = settings;
    this.health = health;
  }

  /** How it is now; empty of everything if no chain is configured. */
  public Look look() {
    ChainHealth.Snapshot now = health.snapshot();
    if (chain.isEmpty()) {
      return new Look(
          now,
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          ofEachStatus(Map.of()),
          Optional.empty(),
          List.of(),
          List.of());
    }
    return storage.read(tx -> look(tx, chain.get(), now));
  }

  private Look look(Transaction tx, Chain configured, ChainHealth.Snapshot now) {
    WalletAddress wallet = configured.wallet();
    ChainStore store = tx.chain();
    long next = store.nextNonce(chainId, wallet);
    return new Look(
        now,
        Optional.of(wallet),
        contracts(configured),
        Optional.of(now.head().map(head -> Math.max(head.nonce(), next)).orElse(next)),
        ofEachStatus(store.counts()),
        store.in(ChainStep.Status.PENDING, 1).stream().findFirst(),
        store.followed(chainId, wallet).stream()
            .filter(sent -> !isConfirmed(sent, now))
            .limit(SHOWN)
            .toList(),
        store.in(ChainStep.Status.FAILED, SHOWN));
  }

  /** How many steps there are of each status, for the figures; asks the storage each time. */
  public Map<ChainStep.Status, Long> counts() {
    return ofEachStatus(chain.isEmpty() ? Map.of() : storage.read(tx -> tx.chain().counts()));
  }

  private boolean isConfirmed(ChainTransaction sent, ChainHealth.Snapshot now) {
    return sent.block().isPresent()
        && now.head()
            .filter(head -> head.block() - sent.block().get() + 1 >= settings.confirmations())
            .isPresent();
  }

  private static Set<ChainContract> contracts(Chain configured) {
    Set<ChainContract> contracts = EnumSet.noneOf(ChainContract.class);
    for (ChainContract contract : ChainContract.values()) {
      if (configured.has(contract)) {
        contracts.add(contract);
      }
    }
    return contracts;
  }

  private static Map<ChainStep.Status, Long> ofEachStatus(Map<ChainStep.Status, Long> stored) {
    Map<ChainStep.Status, Long> counts = new EnumMap<>(ChainStep.Status.class);
    for (ChainStep.Status status : ChainStep.Status.values()) {
      counts.put(status, stored.getOrDefault(status, 0L));
    }
    return counts;
  }
}
