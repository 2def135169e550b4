package io.lanista.ports.queue;

import io.lanista.ports.match.Entrant;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What a matchmaking policy sees of a waiting ticket.
 *
 * @param number the ticket's order of arrival; its name towards the policy
 * @param rating the agent's rating when it joined
 * @param preferences what the agent asked for, by name; empty for queues without preferences
 */
public record Candidate(
    long number, Entrant entrant, int rating, Instant joinedAt, Map<String, String> preferences) {
  public Candidate {
    Objects.requireNonNull(entrant);
    Objects.requireNonNull(joinedAt);
    preferences = Map.copyOf(preferences);
  }

  /** Whether the two are different agents; pairings of one agent with itself are refused. */
  public boolean mayMeet(Candidate other) {
    return !entrant.sameAgent(other.entrant);
  }
}
