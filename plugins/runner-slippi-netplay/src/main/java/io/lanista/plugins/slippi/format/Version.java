package io.lanista.plugins.slippi.format;

/** The version of the format that a recording was written in. Each part is 0 to 255. */
public record Version(int major, int minor, int build) implements Comparable<Version> {
  /** The first with display names and connect codes in the game start. */
  public static final Version WITH_CODES = new Version(3, 9, 0);

  /** The first with placements in the game end. */
  public static final Version WITH_PLACEMENTS = new Version(3, 13, 0);

  public boolean atLeast(Version other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(Version other) {
    return Integer.compare(number(), other.number());
  }

  private int number() {
    return major << 16 | minor << 8 | build;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + build;
  }
}
