package io.lanista.plugins.eloband;

import java.util.ArrayList;
import java.util.List;

/** Everyone with one format, in groups. */
final class Shelf {
  private final List<Group> groups = new ArrayList<>(1);

  /** How many choices of formats contain this one. */
  int choices;

  Entry add(Waiter waiter) {
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
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

  void clear() {
    groups.clear();
  }

  int size() {
    return groups.stream().mapToInt(Group::size).sum();
  }

  List<Group> groups() {
    return groups;
  }
}
