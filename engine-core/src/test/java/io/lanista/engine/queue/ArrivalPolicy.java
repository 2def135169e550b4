package io.lanista.engine.queue;

import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.MatchPool;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.Pairing;
import io.lanista.ports.queue.QueueName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Pairs in the order of arrival, unless a test puts other words into its mouth. */
public final class ArrivalPolicy implements MatchmakingPolicy {
  private final boolean usesRatings;
  private final AtomicInteger pools = new AtomicInteger();
  private final List<Candidate> offered = new CopyOnWriteArrayList<>();
  private volatile UnaryOperator<List<Pairing>> distortion = pairings -> pairings;
  private volatile Supplier<String> reason = () -> "Nobody else is here.";

  public ArrivalPolicy() {
    this(false);
  }

  public ArrivalPolicy(boolean usesRatings) {
    this.usesRatings = usesRatings;
  }

  /** From now on this is why somebody waits; it may throw. */
  public void reason(Supplier<String> given) {
    reason = given;
  }

  /** From now on its proposals go through this, which may throw. */
  void distort(UnaryOperator<List<Pairing>> by) {
    distortion = by;
  }

  int pools() {
    return pools.get();
  }

  List<Candidate> offered() {
    return offered;
  }

  @Override
  public boolean usesRatings() {
    return usesRatings;
  }

  @Override
  public MatchPool open(QueueName queue) {
    pools.incrementAndGet();
    return new Line();
  }

  private final class Line implements MatchPool {
    private final TreeMap<Long, Candidate> standing = new TreeMap<>();

    @Override
    public List<Pairing> offer(Collection<Candidate> added, Collection<Long> removed, Instant now) {
      offered.addAll(added);
      removed.forEach(standing::remove);
      List<Pairing> pairings = new ArrayList<>();
      for (Candidate newcomer : added) {
        Optional<Candidate> opponent = opponent(newcomer);
        if (opponent.isPresent()) {
          pairings.add(new Pairing(opponent.get().number(), newcomer.number()));
        } else {
          standing.put(newcomer.number(), newcomer);
        }
      }
      return distortion.apply(pairings);
    }

    private Optional<Candidate> opponent(Candidate newcomer) {
      Iterator<Candidate> line = standing.values().iterator();
      while (line.hasNext()) {
        Candidate candidate = line.next();
        if (candidate.mayMeet(newcomer)) {
          line.remove();
          return Optional.of(candidate);
        }
      }
      return Optional.empty();
    }

    @Override
    public Optional<Instant> nextChange() {
      return Optional.empty();
    }

    @Override
    public String whyWaiting(long number) {
      return reason.get();
    }
  }
}
