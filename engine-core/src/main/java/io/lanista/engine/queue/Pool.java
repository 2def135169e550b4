package io.lanista.engine.queue;

import io.lanista.engine.plugin.Lease;
import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.MatchPool;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.Pairing;
import io.lanista.ports.queue.QueueName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The policy's pool of one queue, under a lease of the policy's current generation. Opens another
 * one, and offers it everyone who waits, when the policy was reloaded or the pool failed. Used by
 * the owner loop alone.
 */
final class Pool {
  /** A policy that proposes a few pairings twice is told which; one that floods is cut off. */
  private static final int LEAST_PAIRINGS = 16;

  private final QueueName queue;
  private final String policy;
  private final Registry<MatchmakingPolicy> policies;
  private final WaitingRoom room;
  private final LookUp lookUp;
  private Optional<Open> open = Optional.empty();
  private Optional<Instant> nextChange = Optional.empty();

  /** Who is set aside, and when the first of them is to be offered again. */
  private final Set<Long> aside = new HashSet<>();

  private Optional<Instant> comesBack = Optional.empty();

  private record Open(Lease<MatchmakingPolicy> lease, MatchPool pool, boolean usesRatings) {}

  private record Offered(List<Pairing> pairings, Optional<Instant> nextChange) {
    private Offered {
      Objects.requireNonNull(nextChange);
    }
  }

  /** Finds out what a policy has to know of those who wait. */
  interface LookUp {
    void complete(Collection<Waiting> waiting, boolean withRatings);
  }

  /**
   * Makes a pool that is opened by its first offer.
   *
   * @param lookUp finds out what is not known yet of waiting tickets
   */
  Pool(
      QueueName queue,
      String policy,
      Registry<MatchmakingPolicy> policies,
      WaitingRoom room,
      LookUp lookUp) {
    this.queue = queue;
    this.policy = policy;
    this.policies = policies;
    this.room = room;
    this.lookUp = lookUp;
  }

  /**
   * Offers a batch.
   *
   * @param added candidates that are not in the room yet
   * @param removed numbers that leave the room with this batch
   * @throws io.lanista.ports.error.EngineException PLUGIN_FAILED; the pool is gone then, and the
   *     next call opens another
   */
  List<Pairing> offer(List<Candidate> added, Collection<Long> removed, Instant now) {
    try {
      if (isStale() || comesBack.filter(at -> !at.isAfter(now)).isPresent()) {
        discard();
        open = Optional.of(open());
        lookUp.complete(room.all(), open.get().usesRatings());
        return offer(open.get(), everyone(added, removed, now), List.of(), now);
      }
      List<Long> known = removed.stream().filter(number -> !aside.contains(number)).toList();
      return offer(open.get(), added, known, now);
    } catch (RuntimeException failed) {
      discard();
      throw failed;
    }
  }

  private List<Pairing> offer(
      Open to, List<Candidate> added, Collection<Long> removed, Instant now) {
    Offered offered =
        to.lease()
            .call(
                "offer",
                p -> {
                  List<Pairing> proposed = to.pool().offer(added, removed, now);
                  return new Offered(
                      taken(proposed, room.size() + added.size()), to.pool().nextChange());
                });
    nextChange = offered.nextChange();
    return offered.pairings();
  }

  /** A copy that the policy cannot change any more, and not longer than it can have reason for. */
  private static List<Pairing> taken(List<Pairing> proposed, int candidates) {
    if (proposed == null) {
      throw new EngineException(ErrorCode.PLUGIN_FAILED, "it answered null.");
    }
    int most = Math.max(LEAST_PAIRINGS, candidates);
    List<Pairing> taken = new ArrayList<>();
    for (Pairing pairing : proposed) {
      if (taken.size() == most) {
        throw new EngineException(
            ErrorCode.PLUGIN_FAILED,
            "it proposed more than " + most + " pairings for " + candidates + " candidates.");
      }
      taken.add(Objects.requireNonNull(pairing));
    }
    return taken;
  }

  private Open open() {
    Lease<MatchmakingPolicy> lease = policies.lease(policy);
    try {
      return lease.call(
          "open",
          p -> {
            MatchPool opened = p.open(queue);
            if (opened == null) {
              throw new EngineException(ErrorCode.PLUGIN_FAILED, "it opened no pool but null.");
            }
            return new Open(lease, opened, p.usesRatings());
          });
    } catch (RuntimeException | Error failed) {
      lease.close();
      throw failed;
    }
  }

  private List<Candidate> everyone(List<Candidate> added, Collection<Long> removed, Instant now) {
    List<Candidate> everyone = new ArrayList<>(room.size() + added.size());
    room.all().stream()
        .filter(w -> !removed.contains(w.ticket().number()))
        .filter(w -> !isAside(w, now))
        .map(Waiting::candidate)
        .sorted(Comparator.comparingLong(Candidate::number))
        .forEach(everyone::add);
    everyone.addAll(added);
    return everyone;
  }

  private boolean isAside(Waiting waiting, Instant now) {
    Instant until = waiting.asideUntil();
    if (!until.isAfter(now)) {
      return false;
    }
    aside.add(waiting.ticket().number());
    comesBack = comesBack.filter(at -> at.isBefore(until)).or(() -> Optional.of(until));
    return true;
  }

  /** What the policy says of one who waits; empty if it cannot be asked now. */
  Optional<Explanation> explain(long number, Instant now) {
    if (isStale()) {
      return Optional.empty();
    }
    Open asked = open.get();
    return Optional.of(
        asked
            .lease()
            .call(
                "whyWaiting",
                p ->
                    new Explanation(
                        asked.pool().whyWaiting(number), asked.pool().estimatedWait(number, now))));
  }

  /** When time alone could pair someone, as of the last offer. */
  Optional<Instant> nextChange() {
    return nextChange
        .filter(at -> comesBack.isEmpty() || at.isBefore(comesBack.get()))
        .or(() -> comesBack);
  }

  /** Whether the next offer would open a pool: there is none, or its policy was reloaded. */
  boolean isStale() {
    return open.isEmpty() || !open.get().lease().isCurrent();
  }

  /** Whether candidates need their ratings; true when in doubt. */
  boolean usesRatings() {
    return isStale() || open.get().usesRatings();
  }

  /** Gives the pool up; what it knew is rebuilt from the room. */
  void discard() {
    Optional<Open> given = open;
    open = Optional.empty();
    nextChange = Optional.empty();
    aside.clear();
    comesBack = Optional.empty();
    given.ifPresent(Pool::close);
  }

  private static void close(Open open) {
    try (Lease<MatchmakingPolicy> lease = open.lease()) {
      lease.call(
          "close",
          p -> {
            open.pool().close();
            return true;
          });
    } catch (RuntimeException | Error failed) {
      // A pool that cannot be closed is given up all the same: the registry has logged what a
      // plugin did, and a machine without a thread to close it on must not cost the queue its own.
    }
  }
}
