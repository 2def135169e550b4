package io.lanista.engine.simulation;

import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.MatchPool;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.Pairing;
import io.lanista.ports.queue.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Pairs in the order of arrival or, in some runs, only after a wait; now and then it throws, or
 * proposes whom it should not.
 */
final class FlakyPolicy implements MatchmakingPolicy {
  private final Random random;
  private final Faults faults;
  private final Findings findings;
  private final boolean rated;
  private final Duration patience;

  FlakyPolicy(Random random, Faults faults, Findings findings) {
    this.random = random;
    this.faults = faults;
    this.findings = findings;
    rated = random.nextBoolean();
    patience = random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(3);
  }

  @Override
  public boolean usesRatings() {
    return rated;
  }

  @Override
  public MatchPool open(QueueName queue) {
    if (faults.pluginFails()) {
      throw new IllegalStateException("The pool does not open.");
    }
    return new Line();
  }

  private final class Line implements MatchPool {
    private final TreeMap<Long, Candidate> standing = new TreeMap<>();
    private Optional<Instant> next = Optional.empty();

    @Override
    public List<Pairing> offer(Collection<Candidate> added, Collection<Long> removed, Instant now) {
      if (faults.pluginFails()) {
        throw new LinkageError("The policy is broken.");
      }
      for (long number : removed) {
        findings.unless(
            standing.remove(number) != null, "Number %s was removed and not known.", number);
      }
      for (Candidate candidate : added) {
        findings.unless(
            standing.put(candidate.number(), candidate) == null,
            "Number %s was offered twice.",
            candidate.number());
      }
      List<Pairing> pairings = pair(now);
      if (faults.pluginFails()) {
        pairings.add(new Pairing(1 + random.nextInt(40), 41 + random.nextInt(40)));
        pairings.addAll(List.copyOf(pairings));
        standing.keySet().stream().findFirst().ifPresent(n -> pairings.add(new Pairing(n, n + 1)));
      }
      if (faults.pluginFails()) {
        throw new IllegalStateException("The policy forgets whom it proposed.");
      }
      return pairings;
    }

    private List<Pairing> pair(Instant now) {
      List<Pairing> pairings = new ArrayList<>();
      List<Candidate> ready = new ArrayList<>();
      next = Optional.empty();
      for (Candidate candidate : standing.values()) {
        Instant at = candidate.joinedAt().plus(patience);
        if (at.isAfter(now)) {
          next = next.filter(n -> n.isBefore(at)).or(() -> Optional.of(at));
        } else {
          ready.add(candidate);
        }
      }
      while (!ready.isEmpty()) {
        Candidate first = ready.remove(0);
        Optional<Candidate> second = ready.stream().filter(first::mayMeet).findFirst();
        if (second.isPresent()) {
          ready.remove(second.get());
          standing.remove(first.number());
          standing.remove(second.get().number());
          pairings.add(new Pairing(first.number(), second.get().number()));
        }
      }
      return pairings;
    }

    @Override
    public Optional<Instant> nextChange() {
      return next;
    }

    @Override
    public String whyWaiting(long number) {
      return "Nobody else is here.";
    }
  }
}
