package io.lanista.engine.challenge;

import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.player.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one player sent lately and who declined it, so that nobody is pestered. Kept in memory: a
 * restart forgets it, which is at most one more round of challenges. Thread-safe.
 */
final class ChallengeLimits {
  /** So many challenges of one player are open at once. */
  static final int MOST_OPEN = 20;

  /** So long who declined is not challenged again by the same player. */
  static final Duration REST = Duration.ofMinutes(1);

  private record Sent(ChallengeId id, Instant expires) {}

  private record Pair(PlayerId challenger, PlayerId challenged) {}

  private final Map<PlayerId, List<Sent>> sent = new HashMap<>();
  private final LinkedHashMap<Pair, Instant> declined = new LinkedHashMap<>();

  /** What a player sent that nobody answered yet and is not over. */
  synchronized int open(PlayerId challenger, Instant now) {
    sent.values().removeIf(all -> all.stream().noneMatch(one -> one.expires.isAfter(now)));
    List<Sent> own = sent.getOrDefault(challenger, List.of());
    return (int) own.stream().filter(one -> one.expires.isAfter(now)).count();
  }

  synchronized void sent(PlayerId challenger, ChallengeId id, Instant expires) {
    sent.computeIfAbsent(challenger, any -> new ArrayList<>()).add(new Sent(id, expires));
  }

  synchronized void answered(PlayerId challenger, ChallengeId id) {
    List<Sent> own = sent.get(challenger);
    if (own != null) {
      own.removeIf(one -> one.id.equals(id));
    }
  }

  synchronized void declined(PlayerId challenger, PlayerId challenged, Instant now) {
    Pair pair = new Pair(challenger, challenged);
    declined.remove(pair);
    declined.put(pair, now.plus(REST));
  }

  /** Whether a player was declined by another too short a time ago. */
  synchronized boolean rests(PlayerId challenger, PlayerId challenged, Instant now) {
    Iterator<Instant> ends = declined.values().iterator();
    while (ends.hasNext() && !ends.next().isAfter(now)) {
      ends.remove();
    }
    return declined.containsKey(new Pair(challenger, challenged));
  }
}
