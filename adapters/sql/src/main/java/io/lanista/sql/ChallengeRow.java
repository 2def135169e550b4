package io.lanista.sql;

import io.lanista.ports.challenge.Challenge;
import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.challenge.ChallengeStatus;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.series.Format;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the challenges; null where a column is.
 *
 * @param openLow the player with the lower id, while it is open
 */
record ChallengeRow(
    ChallengeId id,
    PlayerId challenger,
    PlayerId challenged,
    QueueName queue,
    Format format,
    String fighter,
    String config,
    String message,
    ChallengeStatus status,
    Instant createdAt,
    Instant expiresAt,
    MatchId matchId,
    PlayerId openLow,
    PlayerId openHigh) {
  static ChallengeRow of(Challenge challenge) {
    PlayerId one = challenge.challenger();
    PlayerId other = challenge.challenged();
    boolean inOrder = one.value().compareTo(other.value()) < 0;
    boolean open = challenge.status() == ChallengeStatus.OPEN;
    return new ChallengeRow(
        challenge.id(),
        one,
        other,
        challenge.queue(),
        challenge.format(),
        challenge.fighter().text(),
        challenge.config(),
        challenge.message().orElse(null),
        challenge.status(),
        challenge.createdAt(),
        challenge.expiresAt(),
        challenge.match().orElse(null),
        open ? (inOrder ? one : other) : null,
        open ? (inOrder ? other : one) : null);
  }

  Challenge challenge() {
    return new Challenge(
        id,
        challenger,
        challenged,
        queue,
        format,
        new FighterName(fighter),
        config,
        Optional.ofNullable(message),
        status,
        createdAt,
        expiresAt,
        Optional.ofNullable(matchId));
  }
}
