package io.lanista.ports.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Pairs the newcomer with the oldest it may meet; looks through the pool every time. */
public final class FakePolicy implements MatchmakingPolicy {
  private static boolean isOlder(Candidate one, Candidate other) {
    int byTime = one.joinedAt().compareTo(other.joinedAt());
    return byTime < 0 || (byTime == 0 && one.number() < other.number());
  }

  @Override
  public MatchPool open(QueueName queue) {
    List<Candidate> standing = new ArrayList<>();
    return new MatchPool() {
      @Override
      public List<Pairing> offer(
          Collection<Candidate> added, Collection<Long> removed, Instant now) {
        standing.removeIf(candidate -> removed.contains(candidate.number()));
        List<Pairing> pairings = new ArrayList<>();
        List<Candidate> comers = new ArrayList<>(added);
        while (!comers.isEmpty()) {
          Candidate newcomer = comers.stream().reduce((a, b) -> isOlder(b, a) ? b : a).get();
          comers.remove(newcomer);
          Optional<Candidate> first =
              standing.stream().filter(newcomer::mayMeet).reduce((a, b) -> isOlder(b, a) ? b : a);
          if (first.isPresent()) {
            standing.remove(first.get());
            long one = first.get().number();
            long other = newcomer.number();
            pairings.add(
                isOlder(first.get(), newcomer) ? new Pairing(one, other) : new Pairing(other, one));
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
