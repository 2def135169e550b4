package io.lanista.plugins.eloband;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What formats those who wait ask for. Whoever takes any format stands on a shelf of its own; those
 * look at everyone.
 */
final class Choices {
  /** So many that nobody has are kept, because most formats are asked for again soon. */
  private static final int MOST_IDLE = 64;

  final Shelf takesAny = new Shelf();
  final Shelf everyone = new Shelf();
  private final Map<String, Choice> byText = new HashMap<>();
  private final Map<String, Shelf> byFormat = new HashMap<>();

  /** Those that nobody had when they were put here, the first one first. */
  private final Deque<Choice> idle = new ArrayDeque<>();

  /** Counts in one who asks for this. */
  Choice enter(String text) {
    Choice choice = byText.get(text);
    if (choice == null) {
      choice = read(text);
      byText.put(text, choice);
    }
    choice.takers++;
    return choice;
  }

  private Choice read(String text) {
    List<String> formats = Choice.formats(text);
    if (formats.isEmpty()) {
      return new Choice(text, formats, List.of(takesAny), List.of(everyone));
    }
    List<Shelf> stands = new ArrayList<>(formats.size());
    for (String format : formats) {
      Shelf shelf = byFormat.computeIfAbsent(format, any -> new Shelf());
      shelf.choices++;
      stands.add(shelf);
    }
    List<Shelf> looks = new ArrayList<>(formats.size() + 1);
    looks.addAll(stands);
    looks.add(takesAny);
    return new Choice(text, formats, stands, looks);
  }

  /** Counts one out. */
  void leave(Choice choice) {
    if (--choice.takers > 0) {
      return;
    }
    idle.add(choice);
    if (idle.size() > MOST_IDLE) {
      forget(idle.remove());
    }
  }

  private void forget(Choice choice) {
    if (choice.takers > 0 || !byText.remove(choice.text, choice)) {
      return;
    }
    for (int i = 0; i < choice.formats.size(); i++) {
      if (--choice.stands.get(i).choices == 0) {
        byFormat.remove(choice.formats.get(i));
      }
    }
  }

  /** Empties all shelves. */
  void clear() {
    byFormat.values().forEach(Shelf::clear);
    takesAny.clear();
    everyone.clear();
  }
}
