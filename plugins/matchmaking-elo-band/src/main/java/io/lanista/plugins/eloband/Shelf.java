package io.lanista.plugins.eloband;

import java.util.ArrayList;
import java.util.List;

/** Everyone with one format, in groups. */
final class Shelf {
  private final List<Group> groups = new ArrayList<>(2);

  Entry add(Waiter waiter) {
    for (Group group : groups) {
      if (group.asked == waiter.asked && group.traits == waiter.traits) {
        return group.add(waiter);
      }
    }
    Group group = new Group(waiter.asked, waiter.traits);
    groups.add(group);
    return group.add(waiter);
  }

  void remove(Entry entry) {
    entry.home.remove(entry);
    if (entry.home.size() == 0) {
      groups.remove(entry.home);
    }
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  int size() {
    return groups.stream().mapToInt(Group::size).sum();
  }

  List<Group> groups() {
    return groups;
  }
}
