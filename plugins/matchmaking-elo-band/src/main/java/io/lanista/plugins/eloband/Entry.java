package io.lanista.plugins.eloband;

/**
 * A waiter's place in one group, between those of the same rating that joined before and after. Has
 * its age with it, so that neighbours are compared without going to the waiters.
 */
final class Entry {
  final Waiter waiter;
  final Group home;
  final long joined;
  final long number;
  Entry before;
  Entry after;

  Entry(Waiter waiter, Group home) {
    this.waiter = waiter;
    this.home = home;
    this.joined = waiter.joined;
    this.number = waiter.number;
  }

  boolean isOlderThan(Entry other) {
    return joined < other.joined || (joined == other.joined && number < other.number);
  }
}
