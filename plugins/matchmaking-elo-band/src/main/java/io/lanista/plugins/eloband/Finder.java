package io.lanista.plugins.eloband;

import java.util.Optional;

/**
 * Looks for opponents. Of those who asked for the same range, whoever waited longer accepts more;
 * so a band is searched in rings, one for each step of widening, and who is in a ring is eligible
 * if it joined early enough to have made that step.
 */
final class Finder {
  private static final long ANY_TIME = Long.MAX_VALUE - 1;

  private final Bands bands;
  private final Standing standing;
  private final long every;

  Finder(Bands bands, Standing standing) {
    this.bands = bands;
    this.standing = standing;
    this.every = bands.every().toNanos();
  }

  /** The range that a waiter accepts at an instant. */
  int range(Waiter waiter, long now) {
    return bands.range(waiter.asked, bands.steps(now - waiter.joined, waiter.asked));
  }

  /**
   * Whom a waiter is paired with if nobody else takes either; null if nobody is eligible.
   *
   * @param known someone who is eligible; null if none is known
   */
  Waiter partner(Waiter waiter, Waiter known, long now) {
    Waiter older = oldest(waiter, known, now);
    return older != null ? older : closest(waiter, known, now);
  }

  /** The longest-waiting eligible one that waits longer than the asker itself, which it serves. */
  private Waiter oldest(Waiter waiter, Waiter known, long now) {
    Search search = new Search(waiter);
    search.best = known != null && known.isOlderThan(waiter) ? known : waiter;
    int range = range(waiter, now);
    standing.groupsFor(waiter, group -> oldest(group, range, now, search));
    standing.ended(search);
    return search.best == waiter ? null : search.best;
  }

  private void oldest(Group group, int range, long now, Search search) {
    int rating = search.asker.rating;
    int inner = Math.min(range, group.asked);
    search.latest = ANY_TIME;
    if (!group.mayHaveOlder(search)) {
      return;
    }
    group.oldest(rating - inner, rating + inner, search);
    int steps = 1;
    for (int from = inner + 1; from <= range; steps++) {
      int to = Math.min(range, bands.range(group.asked, steps));
      if (to < from) {
        return;
      }
      search.latest = now - steps * every;
      group.oldest(rating - to, rating - from, search);
      group.oldest(rating + from, rating + to, search);
      from = to + 1;
    }
  }

  /** The eligible one of the closest rating; of several the one that waits longest. */
  private Waiter closest(Waiter waiter, Waiter known, long now) {
    Search search = new Search(waiter);
    if (known != null) {
      search.take(known);
    }
    int range = range(waiter, now);
    standing.groupsFor(waiter, group -> closest(group, range, now, search));
    standing.ended(search);
    return search.best;
  }

  private void closest(Group group, int range, long now, Search search) {
    search.latest = ANY_TIME;
    group.closest(0, Math.min(range, group.asked), search);
    int steps = 1;
    for (int from = group.asked + 1; from <= Math.min(range, search.bestDistance); steps++) {
      int to = Math.min(range, bands.range(group.asked, steps));
      if (to < from) {
        return;
      }
      search.latest = now - steps * every;
      group.closest(from, to, search);
      from = to + 1;
    }
  }

  /** Two who will be eligible for each other at an instant, in nanoseconds since 1970. */
  record Meeting(Waiter with, long at) {}

  /** The first instant at which time alone makes one of those who wait eligible. */
  Optional<Meeting> first(Waiter waiter) {
    Meeting[] best = new Meeting[1];
    Search search = new Search(waiter);
    standing.groupsFor(waiter, group -> first(group, search, best));
    standing.ended(search);
    return Optional.ofNullable(best[0]);
  }

  private void first(Group group, Search search, Meeting[] best) {
    Waiter waiter = search.asker;
    int limit = Math.min(bands.limit(waiter.asked), bands.limit(group.asked));
    for (int from = 0; from <= limit; ) {
      int own = bands.stepsTo(from, waiter.asked);
      int others = bands.stepsTo(from, group.asked);
      int to = Math.min(bands.range(waiter.asked, own), bands.range(group.asked, others));
      search.latest = ANY_TIME;
      search.best = null;
      group.oldest(waiter.rating - to, waiter.rating - from, search);
      group.oldest(waiter.rating + from, waiter.rating + to, search);
      if (search.best != null) {
        long at = Math.max(waiter.joined + own * every, search.best.joined + others * every);
        if (best[0] == null || at < best[0].at()) {
          best[0] = new Meeting(search.best, at);
        }
      }
      from = to + 1;
    }
  }

  /** Whether there is anyone, however far away, that has a format in common and may be met. */
  boolean anyoneMayBeMet(Waiter waiter) {
    Search search = new Search(waiter);
    search.latest = ANY_TIME;
    standing.groupsFor(waiter, group -> group.oldest(-2 * Bands.WIDEST, 2 * Bands.WIDEST, search));
    standing.ended(search);
    return search.best != null;
  }
}
