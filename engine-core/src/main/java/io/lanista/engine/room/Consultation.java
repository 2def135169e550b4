package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.room.Arbitration;
import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.ClaimOutcome;
import io.lanista.ports.room.RoomBoard;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the arbiter about claims before they are written. What it says is compared, and never
 * followed where the database knows better. Thread-safe.
 */
record Consultation(ClaimArbiter arbiter) {
  /**
   * Asks.
   *
   * @param board to be shown if it does not know the room
   * @return whether it said otherwise about any of the claims, so that it has to be corrected
   */
  boolean contradicts(RoomBoard board, Map<Claim, ClaimOutcome> claims) {
    boolean contradicts = false;
    try {
      List<Claim> asked = List.copyOf(claims.keySet());
      List<Optional<Arbitration>> said = arbiter.claimAll(board.room(), asked);
      if (said.stream().anyMatch(Optional::isEmpty)) {
        arbiter.show(board);
        said = arbiter.claimAll(board.room(), asked);
      }
      for (int i = 0; i < asked.size(); i++) {
        ClaimOutcome known = claims.get(asked.get(i));
        contradicts |= said.get(i).filter(s -> owns(s.outcome()) != owns(known)).isPresent();
      }
    } catch (EngineException away) {
      if (away.code() != ErrorCode.ARBITER_UNAVAILABLE) {
        throw away;
      }
      // The database decides alone; the arbiter is shown the board again after the commit.
    }
    return contradicts;
  }

  private static boolean owns(ClaimOutcome outcome) {
    return outcome != ClaimOutcome.LOST;
  }
}
