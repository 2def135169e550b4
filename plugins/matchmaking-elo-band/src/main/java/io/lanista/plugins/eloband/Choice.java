package io.lanista.plugins.eloband;

import java.util.ArrayList;
import java.util.List;

/**
 * The formats that some of those who wait ask for: where they stand for it, and where they look.
 * All who wrote the same share one, so that their formats are read and looked up once.
 */
final class Choice {
  /** More formats than this are not looked at. */
  static final int MOST_FORMATS = 16;

  /** As it was written. */
  final String text;

  /** Empty means any. */
  final List<String> formats;

  final List<Shelf> stands;
  final List<Shelf> looks;

  /** How many have it now. */
  int takers;

  /**
   * A choice.
   *
   * @param stands one for each format
   * @param looks wherever someone stands that has one of the formats in common
   */
  Choice(String text, List<String> formats, List<Shelf> stands, List<Shelf> looks) {
    this.text = text;
    this.formats = formats;
    this.stands = stands;
    this.looks = looks;
  }

  /** Whether there is more to see than one who made this choice itself. */
  boolean showsOthers() {
    return looks.stream().mapToInt(Shelf::size).sum() > Math.max(1, formats.size());
  }

  /** Reads formats as an agent asks for them. */
  static List<String> formats(String text) {
    List<String> formats = new ArrayList<>(2);
    int from = 0;
    while (from <= text.length() && formats.size() < MOST_FORMATS) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      String format = text.substring(from, to).strip();
      if (!format.isEmpty() && !formats.contains(format)) {
        formats.add(format);
      }
      from = to + 1;
    }
    return formats;
  }
}
