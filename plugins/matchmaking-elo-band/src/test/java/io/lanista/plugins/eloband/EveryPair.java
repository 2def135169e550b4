package io.lanista.plugins.eloband;

import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.MatchPool;
import io.lanista.ports.queue.Pairing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rule of spec 3 as it is written there, with its numbers; looks at everybody every time. */
final class EveryPair implements MatchPool {
  private static final Comparator<Candidate> BY_WAITING =
      Comparator.comparing(Candidate::joinedAt).thenComparing(Candidate::number);

  private final List<Candidate> waiting = new ArrayList<>();

  List<Candidate> waiting() {
    return waiting;
  }

  @Override
  public List<Pairing> offer(Collection<Candidate> added, Collection<Long> removed, Instant now) {
    waiting.removeIf(each -> removed.contains(each.number()));
    waiting.addAll(added);
    waiting.sort(BY_WAITING);
    List<Pairing> pairings = new ArrayList<>();
    for (Optional<Pairing> next = next(now); next.isPresent(); next = next(now)) {
      Pairing pairing = next.get();
      pairings.add(pairing);
      waiting.removeIf(e -> e.number() == pairing.first() || e.number() == pairing.second());
    }
    return pairings;
  }

  private Optional<Pairing> next(Instant now) {
    for (Candidate served : waiting) {
      Optional<Candidate> opponent =
          waiting.stream()
              .filter(other -> areEligible(served, other, now))
              .min(
                  Comparator.<Candidate>comparingInt(o -> Math.abs(o.rating() - served.rating()))
                      .thenComparing(BY_WAITING));
      if (opponent.isPresent()) {
        return Optional.of(new Pairing(served.number(), opponent.get().number()));
      }
    }
    return Optional.empty();
  }

  static boolean areEligible(Candidate one, Candidate other, Instant now) {
    return Math.abs(one.rating() - other.rating()) <= Math.min(range(one, now), range(other, now))
        && mayEverMeet(one, other);
  }

  private static boolean mayEverMeet(Candidate one, Candidate other) {
    List<String> mine = formats(one);
    List<String> theirs = formats(other);
    return one != other
        && one.mayMeet(other)
        && (mine.isEmpty() || theirs.isEmpty() || !Collections.disjoint(mine, theirs));
  }

  private static List<String> formats(Candidate candidate) {
    String text = candidate.preferences().getOrDefault("formats", "");
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
  }

  private static int range(Candidate candidate, Instant now) {
    int asked = Integer.parseInt(candidate.preferences().getOrDefault("elo_range", "200"));
    long steps = Math.max(0, Duration.between(candidate.joinedAt(), now).getSeconds() / 30);
    return (int) Math.min(Math.max(500, asked), asked + 100 * steps);
  }

  /** The first whole second after now at which this one becomes eligible for anybody else. */
  Optional<Instant> firstMeeting(long number, Instant now) {
    Candidate one =
        waiting.stream().filter(each -> each.number() == number).findFirst().orElseThrow();
    List<Candidate> others = waiting.stream().filter(other -> mayEverMeet(one, other)).toList();
    // Everyone has widened for good after 500 points or 150 s, and joined at a whole second.
    for (int s = 0; s <= 200 && !others.isEmpty(); s++) {
      Instant at = now.plusSeconds(s);
      if (others.stream().anyMatch(other -> areEligible(one, other, at))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Instant> nextChange() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String whyWaiting(long number) {
    throw new UnsupportedOperationException();
  }
}
