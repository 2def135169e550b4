package io.lanista.ports.storage;

import io.lanista.ports.event.PublishedEvent;
import java.util.List;

/**
 * The events that were committed, in order, for consumers that must not lose any. Each consumer
 * keeps its own place.
 */
public interface Outbox {
  /** Up to {@code limit} events with a higher sequence, in order. */
  List<PublishedEvent> after(long sequence, int limit);

  /** The last sequence a consumer is done with; 0 for a new consumer. */
  long cursor(String consumer);

  /** Notes that a consumer is done with everything up to a sequence. */
  void advance(String consumer, long sequence);

  /** Ends that a consumer is known, if it was: what it did not read may be pruned. */
  void forget(String consumer);

  /** Removes events up to a sequence that every known consumer is done with; says how many. */
  int prune(long throughSequence);
}
