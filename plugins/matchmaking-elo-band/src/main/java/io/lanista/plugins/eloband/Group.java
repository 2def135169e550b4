package io.lanista.plugins.eloband;

import java.util.ArrayList;
import java.util.List;

/**
 * Who has one format, one asked range and the same common traits. Few are looked through one by
 * one, more stand in a tree over their ratings.
 */
final class Group {
  private static final int FEW = 24;

  final int asked;
  final int traits;
  private final List<Entry> few = new ArrayList<>(2);
  private RatingTree tree;
  private int size;

  Group(int asked, int traits) {
    this.asked = asked;
    this.traits = traits;
  }

  int size() {
    return size;
  }

  Entry add(Waiter waiter) {
    Entry entry = new Entry(waiter, this);
    size++;
    if (tree == null && few.size() < FEW) {
      few.add(entry);
      return entry;
    }
    if (tree == null) {
      tree = RatingTree.of(few);
      few.clear();
    }
    if (!tree.covers(waiter.rating)) {
      tree = tree.covering(waiter.rating);
    }
    tree.add(entry);
    return entry;
  }

  void remove(Entry entry) {
    size--;
    if (tree == null) {
      few.remove(entry);
    } else {
      tree.remove(entry);
    }
  }

  /** Whether anyone here might be older than the best; not asking is right, only slower. */
  boolean mayHaveOlder(Search search) {
    return tree == null || tree.hasOlder(search);
  }

  /** Takes the oldest of a rating within bounds, if it is older than the best. */
  void oldest(int least, int most, Search search) {
    if (tree != null) {
      tree.oldest(least, most, search);
      return;
    }
    for (Entry entry : few) {
      Waiter other = entry.waiter;
      if (other.rating >= least
          && other.rating <= most
          && search.wouldBeOldest(other.joined, other.number)
          && search.mayTake(other)) {
        search.best = other;
      }
    }
  }

  /** Takes whoever is closest to the asker among those between two distances from it. */
  void closest(int least, int most, Search search) {
    if (tree != null) {
      tree.closest(least, most, search);
      return;
    }
    for (Entry entry : few) {
      Waiter other = entry.waiter;
      int distance = search.asker.distance(other);
      if (distance >= least
          && distance <= most
          && search.wouldBeBetter(distance, other.joined, other.number)
          && search.mayTake(other)) {
        search.take(other);
      }
    }
  }
}
