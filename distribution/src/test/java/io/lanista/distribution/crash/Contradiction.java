package io.lanista.distribution.crash;

/** What the server says now is not what it said before, or must not be said at all. */
final class Contradiction extends RuntimeException {
  private static final long serialVersionUID = 1;

  Contradiction(String message) {
    super(message);
  }
}
