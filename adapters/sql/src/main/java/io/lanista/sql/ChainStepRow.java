package io.lanista.sql;

import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.Bytes32;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the chain's steps; null where a column is.
 *
 * @param position the order within a match
 * @param agentId with the next five, what a rating step posts
 */
record ChainStepRow(
    MatchId matchId,
    ChainStep.Kind kind,
    int position,
    ChainStep.Status status,
    Instant createdAt,
    Instant due,
    int tries,
    String reason,
    Bytes32 hash,
    BigInteger agentId,
    String game,
    Integer elo,
    Integer peak,
    Integer wins,
    Integer losses,
    BigInteger poolId) {
  static ChainStepRow of(ChainStep step) {
    Optional<ChainCall.PostRating> rating = step.rating();
    return new ChainStepRow(
        step.match(),
        step.kind(),
        step.kind().ordinal(),
        step.status(),
        step.createdAt(),
        step.due(),
        step.tries(),
        step.reason().orElse(null),
        step.transaction().orElse(null),
        rating.map(ChainCall.PostRating::agentId).orElse(null),
        rating.map(ChainCall.PostRating::game).orElse(null),
        rating.map(ChainCall.PostRating::elo).orElse(null),
        rating.map(ChainCall.PostRating::peak).orElse(null),
        rating.map(ChainCall.PostRating::wins).orElse(null),
        rating.map(ChainCall.PostRating::losses).orElse(null),
        step.poolId().orElse(null));
  }

  ChainStep step() {
    return new ChainStep(
        matchId,
        kind,
        status,
        createdAt,
        due,
        tries,
        Optional.ofNullable(reason),
        Optional.ofNullable(hash),
        Optional.ofNullable(agentId)
            .map(id -> new ChainCall.PostRating(id, game, elo, peak, wins, losses)),
        Optional.ofNullable(poolId));
  }
}
