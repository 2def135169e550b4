package io.lanista.ports.chain;

import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.settlement.MatchResult;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.util.Objects;

/**
 * A contract call that the engine's wallet makes. All but the pool's are calls that anyone may
 * make; none moves a player's money (spec 5).
 */
public sealed interface ChainCall {
  /**
   * Records a result on MatchProof.
   *
   * @param first a signature of one of the two participants
   * @param second the other's
   */
  record RecordMatch(MatchResult result, Signature first, Signature second) implements ChainCall {
    public RecordMatch {
      Objects.requireNonNull(result);
      Objects.requireNonNull(first);
      Objects.requireNonNull(second);
    }
  }

  /**
   * Posts an agent's rating to the ERC-8004 reputation registry.
   *
   * @param agentId the agent's ERC-8004 id
   * @param game the game's id, the feedback's second tag
   * @param elo the rating after the match
   * @param peak the highest rating the agent ever held
   */
  record PostRating(BigInteger agentId, String game, int elo, int peak, int wins, int losses)
      implements ChainCall {
    public PostRating {
      Objects.requireNonNull(agentId);
      Objects.requireNonNull(game);
    }
  }

  /** Opens a prediction pool for a match that was just made. */
  record CreatePool(Bytes32 matchId, WalletAddress p1, WalletAddress p2) implements ChainCall {
    public CreatePool {
      Objects.requireNonNull(matchId);
      Objects.requireNonNull(p1);
      Objects.requireNonNull(p2);
    }
  }

  /** Resolves a pool by its match's recorded result. */
  record ResolvePool(BigInteger poolId) implements ChainCall {
    public ResolvePool {
      Objects.requireNonNull(poolId);
    }
  }

  /** Cancels a pool whose match has no result. */
  record CancelPool(BigInteger poolId) implements ChainCall {
    public CancelPool {
      Objects.requireNonNull(poolId);
    }
  }

  /** Voids an accepted wager of a match without result, once the contract's timeout is over. */
  record ClaimTimeout(BigInteger wagerId) implements ChainCall {
    public ClaimTimeout {
      Objects.requireNonNull(wagerId);
    }
  }
}
