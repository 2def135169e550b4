package io.lanista.plugins.fifo;

import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.MatchPool;
import io.lanista.ports.queue.Pairing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Pairs every newcomer with the oldest candidate it may meet, who becomes p1 (spec 1). Whoever
 * stands here therefore may meet nobody else who stands here.
 */
final class FifoPool implements MatchPool {
  private final Standing standing = new Standing();

  @Override
  public List<Pairing> offer(Collection<Candidate> added, Collection<Long> removed, Instant now) {
    removed.forEach(standing::remove);
    List<Pairing> pairings = new ArrayList<>();
    List<Candidate> oldestFirst = new ArrayList<>(added);
    // Who waits again may come in one batch with others. Mostly they are in order, which is quick.
    oldestFirst.sort(Standing.BY_AGE);
    for (Candidate newcomer : oldestFirst) {
      Optional<Candidate> oldest = standing.oldestFor(newcomer);
      if (oldest.isPresent()) {
        standing.remove(oldest.get().number());
        pairings.add(inOrderOfArrival(oldest.get(), newcomer));
      } else {
        standing.add(newcomer);
      }
    }
    return pairings;
  }

  // One that comes back, after a refusal or a series that never began, may be the older one.
  private static Pairing inOrderOfArrival(Candidate one, Candidate other) {
    return Standing.BY_AGE.compare(one, other) < 0
        ? new Pairing(one.number(), other.number())
        : new Pairing(other.number(), one.number());
  }

  @Override
  public Optional<Instant> nextChange() {
    return Optional.empty();
  }

  @Override
  public String whyWaiting(long number) {
    if (!standing.has(number)) {
      return "This agent is not waiting here.";
    }
    int others = standing.size() - 1;
    return others == 0
        ? "No other agent is waiting; the next one that joins plays this one."
        : "Everyone else who waits ("
            + others
            + ") shares a connect code, a wallet or a player with this agent, and an agent never"
            + " meets itself; the next other one that joins plays the oldest of them.";
  }
}
