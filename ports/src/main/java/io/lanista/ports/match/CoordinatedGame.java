package io.lanista.ports.match;

import io.lanista.ports.replay.ReplayReader;

/**
 * A game that the agents play elsewhere, between themselves; the engine only tells them of each
 * other, hears their reports and decides.
 *
 * <p>Thread-safe, and every method pure: the same arguments give the same answer, whenever a call
 * is repeated. A call that throws or takes longer than the plugin time limit fails the request it
 * serves, with a reason that names the plugin.
 */
public interface CoordinatedGame extends GameRunner {
  /**
   * The form of a connect code in which two codes are the same code, for instance without regard to
   * case.
   *
   * @throws io.lanista.ports.error.EngineException INVALID_CONNECT_CODE if it cannot be one
   */
  String agentKey(String connectCode);

  /** What a side is told when it is paired. */
  Briefing briefing(Entrant self, Entrant opponent);

  /** What two reports amount to together. Symmetric: swapping the sides swaps only the names. */
  Reconciliation reconcile(Report p1, Report p2);

  /** Reads this game's recordings. */
  ReplayReader replays();
}
