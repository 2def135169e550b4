package io.lanista.ports.replay;

import io.lanista.ports.match.Decision;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The record of an accepted recording. A hash counts once, ever.
 *
 * @param uploader the side that uploaded it
 * @param decision what it shows; empty for a draw
 */
public record StoredReplay(
    MatchId match,
    int game,
    ReplayHash hash,
    long bytes,
    Side uploader,
    Optional<Decision> decision,
    Instant uploadedAt) {
  public StoredReplay {
    Objects.requireNonNull(match);
    Objects.requireNonNull(hash);
    Objects.requireNonNull(uploader);
    Objects.requireNonNull(decision);
    Objects.requireNonNull(uploadedAt);
  }
}
