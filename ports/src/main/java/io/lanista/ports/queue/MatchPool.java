package io.lanista.ports.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The waiting candidates of one queue, as one policy orders them.
 *
 * <p>Called by one owner at a time, in order; needs no locks. A call that throws or takes longer
 * than the plugin time limit ends this pool: the queue opens another and offers it everyone who
 * still waits.
 */
public interface MatchPool extends AutoCloseable {
  /**
   * Takes in a batch and proposes pairings. A candidate that is proposed leaves the pool, whether
   * or not the queue accepts the pairing; the queue adds a refused one again in its next call.
   *
   * <p>Must cost in proportion to the batch, not to the pool: a join into 100,000 standing
   * candidates is expected to take about a microsecond.
   *
   * @param added new candidates, in the order in which they arrived
   * @param removed numbers that left without being paired; applied before {@code added}
   * @param now the instant to decide by; later calls never give an earlier one
   */
  List<Pairing> offer(Collection<Candidate> added, Collection<Long> removed, Instant now);

  /** The next instant at which time alone could allow a pairing; empty if only arrivals can. */
  Optional<Instant> nextChange();

  /** Why a waiting candidate is not paired yet, in a sentence for its agent. */
  String whyWaiting(long number);

  /**
   * How long a candidate will probably wait from now on; empty if nothing is known to say it by. A
   * guess, made of what is known: who waits, and how long others waited lately.
   */
  default Optional<Duration> estimatedWait(long number, Instant now) {
    return Optional.empty();
  }

  @Override
  default void close() {}
}
