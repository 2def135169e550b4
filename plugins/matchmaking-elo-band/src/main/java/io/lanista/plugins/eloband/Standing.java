package io.lanista.plugins.eloband;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who waits, found by number and by format. Whoever takes any format stands on a shelf of its own,
 * and so does everyone once somebody has come who takes any.
 */
final class Standing {
  private final Map<Long, Waiter> byNumber = new HashMap<>();
  private final Map<String, Shelf> byFormat = new HashMap<>();
  private final Shelf takesAny = new Shelf();
  private final Shelf everyone = new Shelf();
  private final CommonTraits common = new CommonTraits();
  private boolean keepsEveryone;

  int size() {
    return byNumber.size();
  }

  Waiter find(long number) {
    return byNumber.get(number);
  }

  void add(Waiter waiter) {
    byNumber.put(waiter.number, waiter);
    common.mark(waiter);
    if (waiter.formats.isEmpty() && !keepsEveryone) {
      keepsEveryone = true;
      byNumber.values().stream()
          .filter(each -> each != waiter)
          .forEach(each -> each.entries.add(everyone.add(each)));
    }
    shelve(waiter);
  }

  private void shelve(Waiter waiter) {
    for (String format : waiter.formats) {
      waiter.entries.add(byFormat.computeIfAbsent(format, any -> new Shelf()).add(waiter));
    }
    if (waiter.formats.isEmpty()) {
      waiter.entries.add(takesAny.add(waiter));
    }
    if (keepsEveryone) {
      waiter.entries.add(everyone.add(waiter));
    }
  }

  void remove(Waiter waiter) {
    byNumber.remove(waiter.number);
    waiter.gone = true;
    int at = 0;
    for (String format : waiter.formats) {
      Shelf shelf = byFormat.get(format);
      shelf.remove(waiter.entries.get(at++));
      if (shelf.isEmpty()) {
        byFormat.remove(format);
      }
    }
    if (waiter.formats.isEmpty()) {
      takesAny.remove(waiter.entries.get(at++));
    }
    if (keepsEveryone) {
      everyone.remove(waiter.entries.get(at));
    }
    waiter.entries.clear();
  }

  /** Shows the groups of those who have a format in common with a waiter, but for whom it shuns. */
  void groupsFor(Waiter waiter, Consumer<Group> look) {
    if (waiter.formats.isEmpty()) {
      show(everyone, waiter.shuns, look);
      return;
    }
    for (String format : waiter.formats) {
      show(byFormat.get(format), waiter.shuns, look);
    }
    show(takesAny, waiter.shuns, look);
  }

  private static void show(Shelf shelf, int shunned, Consumer<Group> look) {
    List<Group> groups = shelf.groups();
    for (int i = 0; i < groups.size(); i++) {
      if ((groups.get(i).traits & shunned) == 0) {
        look.accept(groups.get(i));
      }
    }
  }

  /** Whether any other has a format in common with a waiter. */
  boolean isAnyFormatShared(Waiter waiter) {
    return waiter.formats.isEmpty()
        ? everyone.size() > 1
        : !takesAny.isEmpty()
            || waiter.formats.stream().anyMatch(format -> byFormat.get(format).size() > 1);
  }

  /** Accounts for a search that has ended; between searches everyone may be grouped anew. */
  void ended(Search search) {
    if (search.passed > 0 && common.isDue(search, size()) && common.choose()) {
      regroup();
    }
  }

  private void regroup() {
    Collection<Waiter> all = new ArrayList<>(byNumber.values());
    byFormat.clear();
    takesAny.groups().clear();
    everyone.groups().clear();
    for (Waiter waiter : all) {
      waiter.entries.clear();
      common.mark(waiter);
    }
    all.stream().sorted(Waiter.BY_AGE).forEach(this::shelve);
  }
}
