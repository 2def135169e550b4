package io.lanista.plugins.eloband;

import io.lanista.ports.match.Entrant;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Candidate;

/**
 * Numbers that tell nearly all pairs of strangers apart, at less than comparing what they are of.
 *
 * @param code of the connect code
 * @param wallet of the wallet; 0 if there is none
 * @param player of the player; 0 if there is none
 * @param blocked a bit for each player that it blocks
 */
record Marks(int code, int wallet, int player, long blocked) {
  static Marks of(Candidate candidate) {
    Entrant entrant = candidate.entrant();
    long blocked = 0;
    for (PlayerId each : candidate.blocks()) {
      blocked |= bit(each.hashCode());
    }
    return new Marks(
        entrant.agentKey().hashCode(),
        entrant.wallet().isPresent() ? entrant.wallet().get().hashCode() : 0,
        entrant.player().isPresent() ? entrant.player().get().hashCode() : 0,
        blocked);
  }

  private static long bit(int hash) {
    return 1L << (hash * 0x9E3779B9 >>> 26);
  }

  /** Whether the two surely are different agents that do not block each other. */
  boolean areOfStrangers(Marks other) {
    return code != other.code
        && (wallet != other.wallet || wallet == 0)
        && (player != other.player || player == 0)
        && (blocked & bit(other.player)) == 0
        && (other.blocked & bit(player)) == 0;
  }
}
