package io.lanista.ports.storage;

import io.lanista.ports.challenge.Challenge;
import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.challenge.ChallengeStatus;
import io.lanista.ports.player.PlayerId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The challenges of an {@link InMemoryTransaction}. */
final class InMemoryChallenges implements ChallengeStore {
  private final Supplier<InMemoryState> reading;
  private final Supplier<InMemoryState> writing;

  InMemoryChallenges(Supplier<InMemoryState> reading, Supplier<InMemoryState> writing) {
    this.reading = reading;
    this.writing = writing;
  }

  private static Set<PlayerId> pair(Challenge challenge) {
    return Set.of(challenge.challenger(), challenge.challenged());
  }

  @Override
  public boolean insert(Challenge challenge) {
    boolean open =
        writing.get().challenges.values().stream()
            .anyMatch(
                other ->
                    other.status() == ChallengeStatus.OPEN && pair(other).equals(pair(challenge)));
    if (open) {
      return false;
    }
    writing.get().challenges.put(challenge.id(), StoredPrecision.of(challenge));
    return true;
  }

  @Override
  public Optional<Challenge> find(ChallengeId id) {
    return Optional.ofNullable(reading.get().challenges.get(id));
  }

  @Override
  public void update(Challenge challenge) {
    if (writing.get().challenges.replace(challenge.id(), StoredPrecision.of(challenge)) == null) {
      throw new IllegalStateException("There is no such challenge to update.");
    }
  }

  @Override
  public List<Challenge> incoming(PlayerId challenged) {
    return reading.get().challenges.values().stream()
        .filter(challenge -> challenge.challenged().equals(challenged))
        .filter(challenge -> challenge.status() == ChallengeStatus.OPEN)
        .sorted(
            Comparator.comparing(Challenge::createdAt)
                .thenComparing(challenge -> challenge.id().toString()))
        .limit(MOST_INCOMING)
        .toList();
  }
}
