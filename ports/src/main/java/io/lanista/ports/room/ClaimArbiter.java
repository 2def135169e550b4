package io.lanista.ports.room;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides about claims, each in one atomic step. Thread-safe, and where several engines share it,
 * across them.
 *
 * <p>It is a projection: it may lose everything at any moment, and is shown the board again. The
 * database has the last word on every claim (spec 4, Where truth lives), so that an arbiter that
 * lost or kept too much can delay a claim but never falsify one.
 */
public interface ClaimArbiter extends AutoCloseable {
  /**
   * Decides about a claim by {@link Lock#against}, and keeps the new lock.
   *
   * @return the decision; empty if the room is not known here: show its board, and claim again
   * @throws io.lanista.ports.error.EngineException ARBITER_UNAVAILABLE if it cannot be asked,
   *     within a second; the claim may have been decided
   */
  Optional<Arbitration> claim(RoomId room, Claim claim);

  /**
   * Decides about several claims of a room as {@link #claim} does, each in a step of its own, in
   * their order; where asking takes a while, for all of them together.
   *
   * @return the decisions in the order of the claims
   * @throws io.lanista.ports.error.EngineException ARBITER_UNAVAILABLE; any of them may have been
   *     decided
   */
  default List<Optional<Arbitration>> claimAll(RoomId room, List<Claim> claims) {
    return claims.stream().map(claim -> claim(room, claim)).toList();
  }

  /**
   * The standing locks; empty if the room is not known here.
   *
   * @throws io.lanista.ports.error.EngineException ARBITER_UNAVAILABLE
   */
  Map<ProblemId, Lock> locks(RoomId room);

  /**
   * Makes a room known, or brings it up to date. A lock of the board replaces a later one and never
   * an earlier one; the rest of an older version than the one known changes nothing.
   *
   * @throws io.lanista.ports.error.EngineException ARBITER_UNAVAILABLE
   */
  void show(RoomBoard board);

  /**
   * Forgets a room; one that is not known is no error.
   *
   * @throws io.lanista.ports.error.EngineException ARBITER_UNAVAILABLE
   */
  void forget(RoomId room);

  @Override
  void close();
}
