package io.lanista.sql;

import java.util.ArrayList;
import java.util.List;

/** Which rows of a list differ from those that are stored. */
final class Changes {
  private Changes() {}

  /** Those of the new rows that are not the stored ones; both lists are in the same order. */
  static <R extends Record> List<R> of(List<R> stored, List<R> rows) {
    List<R> changed = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).equals(stored.get(i))) {
        changed.add(rows.get(i));
      }
    }
    return changed;
  }
}
