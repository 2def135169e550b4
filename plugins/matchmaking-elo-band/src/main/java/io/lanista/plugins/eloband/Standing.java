package io.lanista.plugins.eloband;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who waits, found by number and by format. Everyone also stands together, once somebody has come
 * who takes any format.
 */
final class Standing {
  private final Map<Long, Waiter> byNumber = new HashMap<>();
  private final Choices choices;
  private final CommonTraits common = new CommonTraits();
  private boolean keepsEveryone;

  Standing(Choices choices) {
    this.choices = choices;
  }

  int size() {
    return byNumber.size();
  }

  Waiter find(long number) {
    return byNumber.get(number);
  }

  /** Prepares one who does not stand here yet for looking for others. */
  void mark(Waiter waiter) {
    common.mark(waiter);
    if (waiter.choice.formats.isEmpty() && !keepsEveryone) {
      keepsEveryone = true;
      byNumber.values().forEach(each -> each.amongAll = choices.everyone.add(each));
    }
  }

  /** Takes in one that is marked. */
  void add(Waiter waiter) {
    byNumber.put(waiter.number, waiter);
    shelve(waiter);
  }

  private void shelve(Waiter waiter) {
    List<Shelf> shelves = waiter.choice.stands;
    for (int i = 0; i < shelves.size(); i++) {
      waiter.entries[i] = shelves.get(i).add(waiter);
    }
    if (keepsEveryone) {
      waiter.amongAll = choices.everyone.add(waiter);
    }
  }

  void remove(Waiter waiter) {
    byNumber.remove(waiter.number);
    List<Shelf> shelves = waiter.choice.stands;
    for (int i = 0; i < shelves.size(); i++) {
      shelves.get(i).remove(waiter.entries[i]);
    }
    if (keepsEveryone) {
      choices.everyone.remove(waiter.amongAll);
    }
  }

  /** Shows the groups of those who have a format in common with a waiter, but for whom it shuns. */
  void groupsFor(Waiter waiter, Consumer<Group> look) {
    List<Shelf> shelves = waiter.choice.looks;
    for (int i = 0; i < shelves.size(); i++) {
      List<Group> groups = shelves.get(i).groups();
      for (int j = 0; j < groups.size(); j++) {
        Group group = groups.get(j);
        if ((group.traits & waiter.shuns) == 0) {
          look.accept(group);
        }
      }
    }
  }

  /** Accounts for a search that has ended; between searches everyone may be grouped anew. */
  void ended(Search search) {
    if (search.passed > 0 && common.isDue(search, size()) && common.choose()) {
      regroup();
      common.mark(search.asker);
    }
  }

  private void regroup() {
    Collection<Waiter> all = new ArrayList<>(byNumber.values());
    choices.clear();
    all.forEach(common::mark);
    all.stream().sorted(Waiter.BY_AGE).forEach(this::shelve);
  }
}
