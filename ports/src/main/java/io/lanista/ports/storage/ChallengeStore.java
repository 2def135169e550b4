package io.lanista.ports.storage;

import io.lanista.ports.challenge.Challenge;
import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.player.PlayerId;
import java.util.List;
import java.util.Optional;

/** Challenges, within one transaction. */
public interface ChallengeStore {
  /** So many are shown at once. */
  int MOST_INCOMING = 100;

  /** Adds an open challenge; false, and nothing changes, if the pair has one, whoever began. */
  boolean insert(Challenge challenge);

  /** In a transaction that writes, nobody else changes it until it ends. */
  Optional<Challenge> find(ChallengeId id);

  /** Writes a challenge that was found in this transaction. */
  void update(Challenge challenge);

  /** Open ones for a player, the oldest first, {@link #MOST_INCOMING} at most. */
  List<Challenge> incoming(PlayerId challenged);
}
