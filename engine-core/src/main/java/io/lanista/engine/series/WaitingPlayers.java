package io.lanista.engine.series;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Ticket;

/**
 * The players who wait in queues of the hosted arena. Thread-safe; none of it waits, or throws what
 * a caller could mend.
 */
public interface WaitingPlayers {
  /** How the idempotency keys of those who came back begin; nobody else's may. */
  String RETURNED = "requeue:";

  /**
   * Lets the agent of a ticket wait again, with its original time of joining, because of a match
   * that came to nothing; at most once for this match. May be refused when too much is going on:
   * whoever must be sure looks for a ticket of {@link #key} and asks again.
   *
   * @return false if there is no such queue any more
   */
  boolean comeBack(Ticket ticket, MatchId match);

  /** Takes a player out of every queue of a game: it plays. */
  void leave(String game, PlayerId player);

  /** Whom this player blocks has changed: pairings are looked for anew. */
  void blocksChanged(PlayerId player);

  /** The idempotency key of the ticket with which a player came back after a match. */
  static String key(MatchId match, PlayerId player) {
    return RETURNED + match + ":" + player.value();
  }
}
