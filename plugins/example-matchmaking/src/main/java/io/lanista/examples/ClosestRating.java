package io.lanista.examples;

import io.lanista.ports.plugin.*;
import io.lanista.ports.queue.*;
import java.time.Instant;
import java.util.*;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** Contributes the policy {@code closest-rating}: a newcomer meets whoever is rated most like it. */
@Extension
public final class ClosestRating implements EnginePlugin {
  @Override
  public void contribute(Contributions to) {
    to.matchmaking("closest-rating", queue -> new Pool());
  }

  /** Who waits in one queue. One caller at a time, so there are no locks. */
  static final class Pool implements MatchPool {
    private final Map<Long, Candidate> byNumber = new HashMap<>();
    private final TreeSet<Candidate> byRating =
        new TreeSet<>(Comparator.comparing(Candidate::rating).thenComparing(Candidate::number));

    @Override
    public List<Pairing> offer(Collection<Candidate> added, Collection<Long> removed, Instant now) {
      removed.forEach(this::remove);
      List<Pairing> pairings = new ArrayList<>();
      for (Candidate newcomer : added) {
        // The closest below and the closest above, each the first that is another agent.
        Optional<Candidate> closest =
            Stream.of(byRating.headSet(newcomer, false).descendingSet(), byRating.tailSet(newcomer))
                .flatMap(side -> side.stream().filter(newcomer::mayMeet).limit(1))
                .min(Comparator.comparing(other -> Math.abs(other.rating() - newcomer.rating())));
        closest.ifPresent(it -> pairings.add(new Pairing(it.number(), newcomer.number())));
        closest.ifPresentOrElse(it -> remove(it.number()), () -> add(newcomer));
      }
      return pairings;
    }

    private void add(Candidate newcomer) {
      byNumber.put(newcomer.number(), newcomer);
      byRating.add(newcomer);
    }

    private void remove(long number) {
      Optional.ofNullable(byNumber.remove(number)).ifPresent(byRating::remove);
    }

    @Override
    public Optional<Instant> nextChange() {
      return Optional.empty(); // Only arrivals change anything here, the clock does not.
    }

    @Override
    public String whyWaiting(long number) {
      return "No other agent is waiting; the next one that joins plays this one.";
    }
  }
}
