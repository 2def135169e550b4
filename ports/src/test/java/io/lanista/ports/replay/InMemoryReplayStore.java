package io.lanista.ports.replay;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.Bytes32;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Recordings in memory, for tests. Thread-safe. */
public final class InMemoryReplayStore implements ReplayStore {
  private final Map<Stored, byte[]> recordings = new ConcurrentHashMap<>();

  @Override
  public Stored put(MatchId match, int game, ByteBuffer recording) {
    if (game < 1) {
      throw new IllegalArgumentException("Games count from 1; given: " + game);
    }
    byte[] bytes = new byte[recording.remaining()];
    recording.duplicate().get(bytes);
    Stored stored = new Stored(match, game, hash(bytes), bytes.length);
    recordings.put(stored, bytes);
    return stored;
  }

  @Override
  public Optional<InputStream> open(MatchId match, int game, ReplayHash hash) {
    return recordings.entrySet().stream()
        .filter(entry -> entry.getKey().match().equals(match))
        .filter(entry -> entry.getKey().game() == game && entry.getKey().hash().equals(hash))
        .findFirst()
        .map(entry -> new ByteArrayInputStream(entry.getValue()));
  }

  @Override
  public List<Stored> list(MatchId match) {
    return recordings.keySet().stream()
        .filter(stored -> stored.match().equals(match))
        .sorted(Comparator.comparingInt(Stored::game).thenComparing(s -> s.hash().hex()))
        .toList();
  }

  @Override
  public boolean delete(MatchId match) {
    return recordings.keySet().removeIf(stored -> stored.match().equals(match));
  }

  @Override
  public boolean delete(MatchId match, int game, ReplayHash hash) {
    return recordings
        .keySet()
        .removeIf(s -> s.match().equals(match) && s.game() == game && s.hash().equals(hash));
  }

  private static ReplayHash hash(byte[] bytes) {
    try {
      return new ReplayHash(Bytes32.of(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
