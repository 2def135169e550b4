package io.lanista.ports.challenge;

import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.series.Format;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One player's wish to play another (spec 3, Challenges).
 *
 * @param queue whose runner plays it
 * @param fighter what the challenger plays with
 * @param config the JSON object for it; {@code {}} if none
 * @param message what the challenger says, at most 200 characters
 * @param expiresAt until when it can be answered
 * @param match what it became; present exactly when accepted
 */
public record Challenge(
    ChallengeId id,
    PlayerId challenger,
    PlayerId challenged,
    QueueName queue,
    Format format,
    FighterName fighter,
    String config,
    Optional<String> message,
    ChallengeStatus status,
    Instant createdAt,
    Instant expiresAt,
    Optional<MatchId> match) {
  /** The longest message, in characters. */
  public static final int MOST_MESSAGE = 200;

  public Challenge {
    Objects.requireNonNull(id);
    Objects.requireNonNull(challenger);
    Objects.requireNonNull(challenged);
    Objects.requireNonNull(queue);
    Objects.requireNonNull(format);
    Objects.requireNonNull(fighter);
    Objects.requireNonNull(config);
    Objects.requireNonNull(message);
    Objects.requireNonNull(status);
    Objects.requireNonNull(createdAt);
    Objects.requireNonNull(expiresAt);
    if (challenger.equals(challenged)) {
      throw new IllegalArgumentException("Nobody challenges itself.");
    }
    if (match.isPresent() != (status == ChallengeStatus.ACCEPTED)) {
      throw new IllegalArgumentException("A challenge has a match exactly when it is accepted.");
    }
  }

  /** This challenge, ended without a match. */
  public Challenge ended(ChallengeStatus how) {
    return with(how, Optional.empty());
  }

  /** This challenge, having become a match. */
  public Challenge accepted(MatchId as) {
    return with(ChallengeStatus.ACCEPTED, Optional.of(as));
  }

  private Challenge with(ChallengeStatus next, Optional<MatchId> as) {
    return new Challenge(
        id,
        challenger,
        challenged,
        queue,
        format,
        fighter,
        config,
        message,
        next,
        createdAt,
        expiresAt,
        as);
  }
}
