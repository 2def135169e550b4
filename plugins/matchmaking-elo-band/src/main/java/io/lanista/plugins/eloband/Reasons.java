package io.lanista.plugins.eloband;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Says why someone is not paired, as of the last pairings. */
final class Reasons {
  private final Bands bands;
  private final Standing standing;
  private final Finder finder;

  Reasons(Bands bands, Standing standing, Finder finder) {
    this.bands = bands;
    this.standing = standing;
    this.finder = finder;
  }

  String why(Waiter waiter) {
    int others = standing.size() - 1;
    if (others == 0) {
      return "No other agent is waiting.";
    }
    return finder.first(waiter).map(this::until).orElseGet(() -> never(waiter, others));
  }

  private String until(Finder.Meeting meeting) {
    // Rounded up: not a moment early.
    Instant at = EloBandPool.instant(meeting.at() + 999_999_999).truncatedTo(ChronoUnit.SECONDS);
    return "Nobody who waits is within the Elo band yet; widened by waiting, it reaches the first"
        + " of them at "
        + at
        + ".";
  }

  private String never(Waiter waiter, int others) {
    String formats = String.join(" or ", waiter.choice.formats);
    if (!waiter.choice.showsOthers()) {
      return "Nobody else who waits (" + others + ") plays " + formats + ".";
    }
    String those =
        formats.isEmpty() ? "who waits (" + others + ")" : "who waits and plays " + formats;
    if (!finder.anyoneMayBeMet(waiter)) {
      return "Everyone else "
          + those
          + " is blocked by this agent, blocks it, or shares its connect code, wallet or player.";
    }
    return "Nobody else "
        + those
        + " and may meet this agent will come within the Elo band by waiting: its own widens to "
        + bands.limit(waiter.asked)
        + " at most, and theirs counts as well.";
  }
}
