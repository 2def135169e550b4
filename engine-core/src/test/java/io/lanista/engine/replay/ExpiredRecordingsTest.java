package io.lanista.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.InMemoryReplayStore;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiredRecordingsTest {
  private static final Duration KEEP = Duration.ofDays(30);
  private static final Instant NOW = Samples.NOW.plus(KEEP).plusSeconds(60);

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Samples samples = new Samples();
  private final InMemoryStorage storage = new InMemoryStorage();
  private final InMemoryReplayStore files = new InMemoryReplayStore();

  @Test
  void removesWhatEndedLongerAgoAndSaysSoInTheIndex() {
    MatchId old = ended(Samples.NOW, 1);
    MatchId young = ended(Samples.NOW.plusSeconds(61), 2);

    Optional<Instant> next = expired(files, KEEP).due();

    assertThat(files.list(old)).isEmpty();
    assertThat(files.list(young)).hasSize(1);
    assertThat(removedAt(old)).contains(NOW);
    assertThat(removedAt(young)).isEmpty();
    assertThat(storage.recordings()).hasSize(2);
    assertThat(next).contains(NOW.plusSeconds(1));
    assertThat(expired(files, KEEP).due()).contains(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void goesOnSoonWhileThereIsMoreThanAPortion() {
    for (int i = 0; i <= ExpiredRecordings.PORTION; i++) {
      ended(Samples.NOW, i);
    }
    ExpiredRecordings expired = expired(files, KEEP);

    assertThat(expired.due()).contains(NOW.plusSeconds(1));
    assertThat(expired.due()).contains(NOW.plusSeconds(1));
    assertThat(kept()).isEmpty();
    assertThat(expired.due()).contains(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void oneThatCannotBeRemovedHoldsUpNobodyBehindIt() {
    MatchId stuck = ended(Samples.NOW, 0);
    for (int i = 1; i <= ExpiredRecordings.PORTION; i++) {
      ended(Samples.NOW, i);
    }
    ExpiredRecordings expired = expired(new Stuck(files, stuck), KEEP);

    assertThat(expired.due()).contains(NOW.plusSeconds(1));
    assertThat(expired.due()).contains(NOW.plusSeconds(1));
    assertThat(kept()).containsExactly(stuck);
    assertThat(expired.due()).contains(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void whatCouldNotBeRemovedIsNotSaidToBe() {
    MatchId stuck = ended(Samples.NOW, 1);
    MatchId old = ended(Samples.NOW, 2);

    expired(new Stuck(files, stuck), KEEP).due();

    assertThat(removedAt(stuck)).isEmpty();
    assertThat(removedAt(old)).contains(NOW);
    assertThat(kept()).containsExactly(stuck);
  }

  @Test
  void zeroKeepsThemForEverAndTakesTheDeadlineBack() {
    MatchId old = ended(Samples.NOW, 1);
    expired(files, KEEP).start();
    assertThat(storage.deadlines()).hasSize(1);

    ExpiredRecordings forEver = expired(files, Duration.ZERO);
    forEver.start();

    assertThat(storage.deadlines()).isEmpty();
    assertThat(forEver.due()).isEmpty();
    assertThat(files.list(old)).hasSize(1);
  }

  private ExpiredRecordings expired(ReplayStore store, Duration keep) {
    return new ExpiredRecordings(storage, store, new ExpiredRecordings.Keep(keep), clock);
  }

  private MatchId ended(Instant at, int recording) {
    Match match = samples.completed(Samples.NOW, at);
    storage.transact(
        t -> {
          t.matches().insert(List.of(match));
          t.replays().insert(samples.replay(match.id(), recording));
          return null;
        });
    files.put(match.id(), 1, ByteBuffer.wrap(new byte[] {(byte) recording}));
    return match.id();
  }

  private Optional<Instant> removedAt(MatchId match) {
    return storage.read(t -> t.replays().removedAt(match));
  }

  private List<MatchId> kept() {
    return storage.read(t -> new ArrayList<>(t.replays().kept(NOW, 99)));
  }

  /** A store that cannot remove one match's recordings. */
  private record Stuck(ReplayStore store, MatchId match) implements ReplayStore {
    @Override
    public Stored put(MatchId id, int game, ByteBuffer recording) throws IOException {
      return store.put(id, game, recording);
    }

    @Override
    public Optional<InputStream> open(MatchId id, int game, ReplayHash hash) throws IOException {
      return store.open(id, game, hash);
    }

    @Override
    public List<Stored> list(MatchId id) throws IOException {
      return store.list(id);
    }

    @Override
    public boolean delete(MatchId id) throws IOException {
      if (id.equals(match)) {
        throw new IOException("the store is away");
      }
      return store.delete(id);
    }

    @Override
    public boolean delete(MatchId id, int game, ReplayHash hash) throws IOException {
      return store.delete(id, game, hash);
    }
  }
}
