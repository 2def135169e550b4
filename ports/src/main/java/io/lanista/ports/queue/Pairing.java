package io.lanista.ports.queue;

/**
 * A proposal that two waiting candidates play. The queue checks it again before it books anyone.
 *
 * @param first the number of the candidate that becomes side p1
 * @param second the number of the candidate that becomes side p2
 */
public record Pairing(long first, long second) {
  public Pairing {
    if (first == second) {
      throw new IllegalArgumentException("A candidate cannot meet itself: " + first);
    }
  }
}
