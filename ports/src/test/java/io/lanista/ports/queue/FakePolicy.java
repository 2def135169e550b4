package io.lanista.ports.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Pairs the newcomer with the lowest number it may meet; looks through the pool every time. */
public final class FakePolicy implements MatchmakingPolicy {
  @Override
  public MatchPool open(QueueName queue) {
    List<Candidate> standing = new ArrayList<>();
    return new MatchPool() {
      @Override
      public List<Pairing> offer(
          Collection<Candidate> added, Collection<Long> removed, Instant now) {
        standing.removeIf(candidate -> removed.contains(candidate.number()));
        List<Pairing> pairings = new ArrayList<>();
        for (Candidate newcomer : added) {
          Optional<Candidate> first =
              standing.stream()
                  .filter(newcomer::mayMeet)
                  .min((a, b) -> Long.compare(a.number(), b.number()));
          if (first.isPresent()) {
            standing.remove(first.get());
            long one = first.get().number();
            long other = newcomer.number();
            pairings.add(new Pairing(Math.min(one, other), Math.max(one, other)));
          } else {
            standing.add(newcomer);
          }
        }
        return pairings;
      }

      @Override
      public Optional<Instant> nextChange() {
        return Optional.empty();
      }

      @Override
      public String whyWaiting(long number) {
        return "Nobody else waits.";
      }
    };
  }
}
