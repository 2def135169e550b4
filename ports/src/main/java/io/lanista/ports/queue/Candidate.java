package io.lanista.ports.queue;

import io.lanista.ports.match.Entrant;
import io.lanista.ports.player.PlayerId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a matchmaking policy sees of a waiting ticket.
 *
 * @param number the ticket's order of arrival; its name towards the policy
 * @param rating the agent's rating when it joined; 0 if the policy does not use ratings
 * @param preferences what the agent asked for, by name; empty for queues without preferences. Those
 *     of the hosted arena: {@code formats}, such as {@code bo3,bo5}, the preferred one first, and
 *     {@code elo_range}, a whole number
 * @param blocks players this one will not meet
 */
public record Candidate(
    long number,
    Entrant entrant,
    int rating,
    Instant joinedAt,
    Map<String, String> preferences,
    Set<PlayerId> blocks) {
  public Candidate {
    Objects.requireNonNull(entrant);
    Objects.requireNonNull(joinedAt);
    preferences = Map.copyOf(preferences);
    blocks = Set.copyOf(blocks);
  }

  /**
   * Whether the two are different agents, neither blocks the other, and they have a format in
   * common if both name some; other pairings are refused.
   */
  public boolean mayMeet(Candidate other) {
    return !entrant.sameAgent(other.entrant)
        && !isBlocking(other)
        && !other.isBlocking(this)
        && sharesFormat(other);
  }

  private boolean sharesFormat(Candidate other) {
    String own = preferences.get("formats");
    String others = other.preferences.get("formats");
    if (own == null || others == null || own.equals(others)) {
      return true;
    }
    List<String> mine = words(own);
    List<String> theirs = words(others);
    return mine.isEmpty() || theirs.isEmpty() || !Collections.disjoint(mine, theirs);
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toList();
  }

  private boolean isBlocking(Candidate other) {
    return !blocks.isEmpty() && other.entrant.player().filter(blocks::contains).isPresent();
  }
}
