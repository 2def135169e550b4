package io.lanista.judges;

/** Makes titles from outside fit to be names of problems. */
final class ProblemName {
  private static final int LONGEST = 64;

  private ProblemName() {}

  /** The title without what cannot be shown, cut to 64 characters; maybe empty. */
  static String fit(String title) {
    String shown = title.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ").strip();
    if (shown.codePointCount(0, shown.length()) <= LONGEST) {
      return shown;
    }
    return shown.substring(0, shown.offsetByCodePoints(0, LONGEST - 3)).strip() + "...";
  }
}
