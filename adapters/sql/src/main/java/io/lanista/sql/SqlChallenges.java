package io.lanista.sql;

import io.lanista.ports.challenge.Challenge;
import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.storage.ChallengeStore;
import java.util.List;
import java.util.Optional;

/** Challenges in a table. */
final class SqlChallenges implements ChallengeStore {
  private final Session session;

  SqlChallenges(Session session) {
    this.session = session;
  }

  @Override
  public boolean insert(Challenge challenge) {
    ChallengeRow row = ChallengeRow.of(challenge);
    if (session.reading(ChallengeMapper.class).isOpen(row)) {
      return false;
    }
    // If another transaction added one meanwhile, this one fails and is done again.
    session.writing(ChallengeMapper.class).insert(row);
    return true;
  }

  @Override
  public Optional<Challenge> find(ChallengeId id) {
    return (session.isWritable()
            ? session.writing(ChallengeMapper.class).lock(id)
            : session.reading(ChallengeMapper.class).find(id))
        .map(ChallengeRow::challenge);
  }

  @Override
  public void update(Challenge challenge) {
    session.writing(ChallengeMapper.class).update(ChallengeRow.of(challenge));
  }

  @Override
  public List<Challenge> incoming(PlayerId challenged) {
    return session.reading(ChallengeMapper.class).incoming(challenged, MOST_INCOMING).stream()
        .map(ChallengeRow::challenge)
        .toList();
  }
}
