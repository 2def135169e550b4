package io.lanista.plugins.duel;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who can be picked. Lengths are hundredths of a unit, per frame where they are speeds. */
enum DuelCharacter {
  /** Neither fast nor heavy. */
  SQUARE(100, 110, 260, 80),
  /** Fast and light. */
  CIRCLE(82, 140, 290, 65),
  /** Slow and heavy, and hits hard. */
  TRIANGLE(122, 85, 240, 100);

  private static final Pattern PICK = Pattern.compile("\"character\"\\s*:\\s*\"([A-Za-z]{1,16})\"");

  /** In hundredths of the usual. */
  final int weight;

  final int speed;
  final int jump;

  /** What a hit adds, in tenths of a percent. */
  final int damage;

  DuelCharacter(int weight, int speed, int jump, int damage) {
    this.weight = weight;
    this.speed = speed;
    this.jump = jump;
    this.damage = damage;
  }

  /** The pick in a fighter's config; a square if there is none, or one nobody knows. */
  static DuelCharacter in(String config) {
    Matcher pick = PICK.matcher(config);
    if (pick.find()) {
      String name = pick.group(1).toUpperCase(Locale.ROOT);
      for (DuelCharacter character : values()) {
        if (character.name().equals(name)) {
          return character;
        }
      }
    }
    return SQUARE;
  }
}
