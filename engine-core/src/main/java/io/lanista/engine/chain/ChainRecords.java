package io.lanista.engine.chain;

import io.lanista.engine.match.MatchAccess;
import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of results on chain, for whoever asks. Thread-safe; never asks the chain. */
public final class ChainRecords {
  private static final int FAILED_SHOWN = 50;

  private final Storage storage;
  private final Optional<Chain> chain;
  private final ChainHealth health;

  /** How far a match's result is. */
  public enum Status {
    /** Nothing is recorded by this engine. */
    OFF,
    PENDING,
    SENT,
    CONFIRMED,
    FAILED;

    /** The word clients see: the name in lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A match's result on chain.
   *
   * @param transaction the hash under which it was sent last
   * @param confirmations blocks on it, its own included, as last seen; 0 if it is in none
   * @param reason why it waits or failed, in a sentence
   */
  public record Standing(
      Status status, Optional<Bytes32> transaction, long confirmations, Optional<String> reason) {}

  /**
   * All of it, for the operator.
   *
   * @param wallet the engine's; empty if no chain is configured
   * @param steps how many there are of each status
   * @param failed those refused for good, the oldest first, at most 50
   */
  public record Overview(
      Optional<WalletAddress> wallet,
      Set<ChainContract> contracts,
      ChainHealth.Snapshot health,
      Map<ChainStep.Status, Long> steps,
      List<ChainStep> failed) {}

  @Inject
  public ChainRecords(Storage storage, Optional<Chain> chain, ChainHealth health) {
    this.storage = storage;
    this.chain = chain;
    this.health = health;
  }

  /**
   * Where a match's result is; without a chain this costs nothing.
   *
   * @throws EngineException MATCH_NOT_FOUND, if a chain is configured
   */
  public Standing of(MatchId match) {
    if (chain.isEmpty()) {
      return new Standing(Status.OFF, Optional.empty(), 0, Optional.empty());
    }
    return storage.read(
        tx -> {
          MatchAccess.require(tx, match);
          return tx.chain()
              .find(match, ChainStep.Kind.RECORD)
              .map(
                  step ->
                      new Standing(
                          status(step),
                          step.transaction(),
                          tx.chain()
                              .sent(match, ChainStep.Kind.RECORD)
                              .flatMap(sent -> sent.block())
                              .map(this::confirmations)
                              .orElse(0L),
                          step.reason()))
              .orElseGet(
                  () ->
                      new Standing(
                          Status.PENDING,
                          Optional.empty(),
                          0,
                          Optional.of("The match has no result that both sides signed.")));
        });
  }

  private long confirmations(long block) {
    return health.snapshot().head().map(head -> Math.max(head.block() - block + 1, 1)).orElse(1L);
  }

  private static Status status(ChainStep step) {
    return switch (step.status()) {
      case WAITING, PENDING -> Status.PENDING;
      case SENT -> Status.SENT;
      case CONFIRMED -> Status.CONFIRMED;
      case SKIPPED, FAILED -> Status.FAILED;
    };
  }

  /** What there is to say about all matches. */
  public Overview overview() {
    if (chain.isEmpty()) {
      return new Overview(Optional.empty(), Set.of(), health.snapshot(), Map.of(), List.of());
    }
    EnumSet<ChainContract> contracts = EnumSet.noneOf(ChainContract.class);
    for (ChainContract contract : ChainContract.values()) {
      if (chain.get().has(contract)) {
        contracts.add(contract);
      }
    }
    return storage.read(
        tx ->
            new Overview(
                Optional.of(chain.get().wallet()),
                contracts,
                health.snapshot(),
                counts(tx.chain().counts()),
                tx.chain().in(ChainStep.Status.FAILED, FAILED_SHOWN)));
  }

  private static Map<ChainStep.Status, Long> counts(Map<ChainStep.Status, Long> stored) {
    Map<ChainStep.Status, Long> counts = new EnumMap<>(ChainStep.Status.class);
    for (ChainStep.Status status : ChainStep.Status.values()) {
      counts.put(status, stored.getOrDefault(status, 0L));
    }
    return counts;
  }
}
