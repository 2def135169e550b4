package io.lanista.plugins.eloband;

/** A waiter's place in one group, between those of the same rating that joined before and after. */
final class Entry {
  final Waiter waiter;
  final Group home;
  Entry before;
  Entry after;

  Entry(Waiter waiter, Group home) {
    this.waiter = waiter;
    this.home = home;
  }
}
