package io.lanista.plugins.slippi.format;

/** Full-width forms of ASCII, which Melee's keyboard writes, as ASCII. */
public final class HalfWidth {
  private static final int FIRST = 0xFF01;
  private static final int LAST = 0xFF5E;
  private static final int TO_ASCII = 0xFF01 - '!';
  private static final char WIDE_SPACE = '\u3000';

  /** The text with {@code ＡＢＣ＃１} as {@code ABC#1}; everything else stays as it is. */
  public static String of(String text) {
    StringBuilder narrow = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= FIRST && c <= LAST) {
        c -= TO_ASCII;
      } else if (c == WIDE_SPACE) {
        c = ' ';
      }
      narrow.append(c);
    }
    return narrow.toString();
  }

  private HalfWidth() {}
}
