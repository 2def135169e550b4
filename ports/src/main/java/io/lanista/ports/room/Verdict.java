package io.lanista.ports.room;

import java.util.Locale;

/** A judge's word on a submission. The names are stored: rename never. */
public enum Verdict {
  ACCEPTED,
  WRONG,
  /** Not known yet. */
  PENDING,
  /** Neither solves nor costs anything, such as one that does not compile. */
  IGNORED;

  /** As clients read it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
