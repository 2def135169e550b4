package io.lanista.ports.match;

/** One of the two sides of a match. */
public enum Side {
  P1,
  P2;

  public Side other() {
    return this == P1 ? P2 : P1;
  }

  /** {@code p1} or {@code p2}. */
  @Override
  public String toString() {
    return this == P1 ? "p1" : "p2";
  }
}
