package io.lanista.engine.series;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.Penalty;
import io.lanista.ports.player.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long who did not accept a match rests. Pure. */
public final class Penalties {
  private static final int MOST_DOUBLINGS = 30;

  private Penalties() {}

  /** The penalty for one more time. */
  static Penalty next(
      Optional<Penalty> before, PlayerId player, SeriesSettings settings, Instant now) {
    int strikes =
        before
            .filter(known -> known.last().plus(settings.forgetAfter()).isAfter(now))
            .map(known -> known.strikes() + 1)
            .orElse(1);
    Duration doubled = settings.rest().multipliedBy(1L << Math.min(strikes - 1, MOST_DOUBLINGS));
    Duration rest =
        doubled.compareTo(settings.longestRest()) < 0 ? doubled : settings.longestRest();
    return new Penalty(player, strikes, now, now.plus(rest));
  }

  /** Why a player with this penalty may not join now; empty if it may. */
  public static Optional<EngineException> refusal(Penalty penalty, Instant now) {
    if (!penalty.until().isAfter(now)) {
      return Optional.empty();
    }
    long seconds = Math.max(1, Duration.between(now, penalty.until()).plusMillis(999).toSeconds());
    return Optional.of(
        new EngineException(
            ErrorCode.COOLING_DOWN,
            "You did not accept a match lately; join again in " + seconds + " seconds."));
  }
}
