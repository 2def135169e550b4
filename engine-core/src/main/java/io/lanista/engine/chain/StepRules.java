package io.lanista.engine.chain;

import io.lanista.engine.settlement.Results;
import io.lanista.ports.chain.Chain;
import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainContract;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainStep.Kind;
import io.lanista.ports.chain.ChainStep.Status;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Side;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.StoredSignature;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.storage.Storage;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a step is still to be done, and how, by what is stored and what the chain says. */
final class StepRules {
  private static final Duration POOL_PAUSE = Duration.ofSeconds(10);

  private final Storage storage;
  private final Chain chain;

  /** What is stored of a step's match. */
  private record Known(
      Match match,
      List<StoredSignature> signatures,
      Optional<ChainStep> pool,
      Optional<ChainStep> record,
      Optional<BigInteger> wager) {
    boolean isRecorded() {
      return record.filter(step -> step.status() == Status.CONFIRMED).isPresent();
    }
  }

  StepRules(Storage storage, Chain chain) {
    this.storage = storage;
    this.chain = chain;
  }

  /** Decides about a step that is due; asks the chain. */
  Decision decide(ChainStep step, Instant now) {
    Known known =
        storage.read(
            tx ->
                new Known(
                    tx.matches().find(step.match()).orElseThrow(),
                    tx.signatures().of(step.match()),
                    tx.chain().find(step.match(), Kind.CREATE_POOL),
                    tx.chain().find(step.match(), Kind.RECORD),
                    tx.wagers().find(step.match()).map(wager -> wager.wagerId())));
    return switch (step.kind()) {
      case CREATE_POOL -> createPool(known.match());
      case RECORD -> record(known);
      case RATE_P1 -> rate(known, step, Side.P1);
      case RATE_P2 -> rate(known, step, Side.P2);
      case RESOLVE_POOL -> closePool(known, true, now);
      case CANCEL_POOL -> closePool(known, false, now);
      case WAGER -> wager(known, step, now);
    };
  }

  private static Decision createPool(Match match) {
    if (match.status() != MatchStatus.PLAYING) {
      // Else one could bet on what is known.
      return Decision.End.skipped("The match was over before its pool was made.");
    }
    return new Decision.Send(
        new ChainCall.CreatePool(
            Results.onChainId(match.id()),
            match.p1().wallet().orElseThrow(),
            match.p2().wallet().orElseThrow()));
  }

  private Decision record(Known known) {
    if (chain.recorded(Results.onChainId(known.match().id()))) {
      return new Decision.End(Status.CONFIRMED, "It was recorded already.", Optional.empty());
    }
    Signature[] signatures =
        known.signatures().stream().map(StoredSignature::signature).toArray(Signature[]::new);
    if (signatures.length != 2) {
      return Decision.End.skipped("The result is not signed by both sides.");
    }
    return new Decision.Send(
        new ChainCall.RecordMatch(Results.of(known.match()), signatures[0], signatures[1]));
  }

  private Decision rate(Known known, ChainStep step, Side side) {
    if (!known.isRecorded()) {
      return notRecorded(known);
    }
    if (!chain.has(ChainContract.REPUTATION_REGISTRY)) {
      return Decision.End.skipped("No reputation registry is configured.");
    }
    if (!chain.has(ChainContract.IDENTITY_REGISTRY)) {
      return Decision.End.skipped("No identity registry is configured.");
    }
    ChainCall.PostRating rating = step.rating().orElseThrow();
    WalletAddress wallet = known.match().entrant(side).wallet().orElseThrow();
    Optional<WalletAddress> owner = chain.ownerOf(rating.agentId());
    if (owner.filter(wallet::equals).isEmpty()) {
      return Decision.End.skipped(
          "The agent id "
              + rating.agentId()
              + owner.map(other -> " belongs to " + other).orElse(" belongs to nobody")
              + ", not to the wallet that signed, "
              + wallet
              + ".");
    }
    return new Decision.Send(rating);
  }

  private static Decision notRecorded(Known known) {
    return Decision.End.skipped(
        "The result was not recorded"
            + known.record().flatMap(ChainStep::reason).map(why -> ": " + why).orElse("."));
  }

  private Decision closePool(Known known, boolean resolve, Instant now) {
    Optional<BigInteger> pool = known.pool().flatMap(ChainStep::poolId);
    if (pool.isEmpty()) {
      return Decision.End.skipped("The match has no pool.");
    }
    if (resolve && !known.isRecorded()) {
      return notRecorded(known);
    }
    if (!chain.isPoolOpen(pool.get())) {
      return isThere(known.pool().get())
          ? Decision.End.skipped("The pool was closed already.")
          : new Decision.Later(
              now.plus(POOL_PAUSE), "A reorganisation took the making of the pool out again.");
    }
    return new Decision.Send(
        resolve ? new ChainCall.ResolvePool(pool.get()) : new ChainCall.CancelPool(pool.get()));
  }

  /** Whether the pool has its number on the chain as it is now. */
  private boolean isThere(ChainStep create) {
    return create
        .transaction()
        .flatMap(chain::receipt)
        .filter(receipt -> receipt.poolId().equals(create.poolId()))
        .isPresent();
  }

  private Decision wager(Known known, ChainStep step, Instant now) {
    BigInteger id = known.wager().orElseThrow();
    return chain
        .wager(id)
        .map(
            wager ->
                WagerRules.decide(
                    id, wager, known.match().status() == MatchStatus.EXPIRED, step, now))
        .orElseGet(() -> Decision.End.skipped("The contract has no wager " + id + "."));
  }
}
