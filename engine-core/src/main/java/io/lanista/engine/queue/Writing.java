package io.lanista.engine.queue;

import io.lanista.ports.storage.Transaction;
import java.util.List;
import java.util.Set;

/**
 * What pairings of one batch became: knows how to write itself in the transaction of their tickets.
 * Used by the owner loop alone.
 */
interface Writing {
  /** Two tickets that were booked for each other, by their numbers. */
  record Pair(Waiting first, Waiting second) {
    List<Waiting> both() {
      return List.of(first, second);
    }
  }

  /**
   * Of the booked, those whose agents play elsewhere by now; if there are any, nothing is written.
   */
  Set<Waiting> lost(Transaction tx);

  void write(Transaction tx);

  /** Gives up the bookings that any of these is part of; says which. */
  List<Pair> without(Set<Waiting> lost);

  /** All of it is committed. */
  void written();

  /** None of it was committed, or nobody knows. */
  void failed();

  /** Nothing was booked. */
  Writing NOTHING =
      new Writing() {
        @Override
        public Set<Waiting> lost(Transaction tx) {
          return Set.of();
        }

        @Override
        public void write(Transaction tx) {
          // There is nothing.
        }

        @Override
        public List<Pair> without(Set<Waiting> lost) {
          return List.of();
        }

        @Override
        public void written() {
          // There is nothing.
        }

        @Override
        public void failed() {
          // There is nothing.
        }
      };
}
