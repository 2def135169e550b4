package io.lanista.engine.chain;

import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is known of results on chain, for whoever asks. Thread-safe; never asks the chain. */
public final class ChainRecords {
  private final Storage storage;
  private final boolean on;
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
   * @param poolId the match's prediction pool, once it is known
   */
  public record Standing(
      Status status,
      Optional<Bytes32> transaction,
      long confirmations,
      Optional<String> reason,
      Optional<BigInteger> poolId) {
    /** That of every match while no chain is configured. */
    public static final Standing OFF =
        new Standing(Status.OFF, Optional.empty(), 0, Optional.empty(), Optional.empty());
  }

  @Inject
  public ChainRecords(Storage storage, Optional<Chain> chain, ChainHealth health) {
    this.storage = storage;
    this.on = chain.isPresent();
    this.health = health;
  }

  /** Whether a chain is configured; if not, the standing of every match is {@link Standing#OFF}. */
  public boolean isOn() {
    return on;
  }

  /** Where a match's result is; without a chain this costs nothing. */
  public Standing of(MatchId match) {
    return on ? storage.read(tx -> standing(tx, match)) : Standing.OFF;
  }

  /** The same for several matches, at one look. */
  public Map<MatchId, Standing> of(List<MatchId> matches) {
    Map<MatchId, Standing> standings = new LinkedHashMap<>();
    if (on) {
      storage.read(
          tx -> {
            matches.forEach(match -> standings.put(match, standing(tx, match)));
            return null;
          });
    } else {
      matches.forEach(match -> standings.put(match, Standing.OFF));
    }
    return standings;
  }

  private Standing standing(Transaction tx, MatchId match) {
    Map<ChainStep.Kind, ChainStep> steps = new LinkedHashMap<>();
    tx.chain().of(match).forEach(step -> steps.put(step.kind(), step));
    Optional<BigInteger> pool =
        Optional.ofNullable(steps.get(ChainStep.Kind.CREATE_POOL)).flatMap(ChainStep::poolId);
    ChainStep recording = steps.get(ChainStep.Kind.RECORD);
    if (recording == null) {
      return new Standing(
          Status.PENDING,
          Optional.empty(),
          0,
          Optional.of("The match has no result that both sides signed."),
          pool);
    }
    return new Standing(
        status(recording),
        recording.transaction(),
        confirmations(tx, recording),
        recording.reason(),
        pool);
  }

  private long confirmations(Transaction tx, ChainStep recording) {
    return recording.transaction().isEmpty()
        ? 0
        : tx.chain()
            .sent(recording.match(), recording.kind())
            .flatMap(sent -> sent.block())
            .map(this::confirmations)
            .orElse(0L);
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
}
