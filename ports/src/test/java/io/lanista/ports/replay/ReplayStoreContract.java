package io.lanista.ports.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayStore.Stored;
import io.lanista.ports.settlement.Bytes32;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link ReplayStore} holds to. */
public abstract class ReplayStoreContract {
  private static final MatchId MATCH = new MatchId(new UUID(1, 2));
  private static final MatchId OTHER = new MatchId(new UUID(1, 3));

  /** The same store at every call within one test, empty at first. */
  protected abstract ReplayStore store() throws Exception;

  @Test
  void whatWasPutIsReadBack() throws Exception {
    byte[] recording = bytes(100_000, 1);
    Stored stored = store().put(MATCH, 1, ByteBuffer.wrap(recording));
    assertThat(stored)
        .isEqualTo(
            new Stored(
                MATCH,
                1,
                new ReplayHash(Bytes32.of(MessageDigest.getInstance("SHA-256").digest(recording))),
                recording.length));
    assertThat(read(stored)).isEqualTo(recording);
    assertThat(store().list(MATCH)).containsExactly(stored);
  }

  @Test
  void directAndSlicedBuffersAreTakenAndLeftAsTheyWere() throws Exception {
    ByteBuffer buffer = ByteBuffer.allocateDirect(64).put(bytes(64, 2)).position(8).limit(40);
    Stored stored = store().put(MATCH, 1, buffer.asReadOnlyBuffer());
    assertThat(stored.bytes()).isEqualTo(32);
    assertThat(buffer.position()).isEqualTo(8);
    Stored again = store().put(MATCH, 1, buffer);
    assertThat(again).isEqualTo(stored);
    assertThat(buffer.remaining()).isEqualTo(32);
  }

  @Test
  void theSameBytesAgainChangeNothing() throws Exception {
    Stored first = store().put(MATCH, 1, ByteBuffer.wrap(bytes(10, 1)));
    assertThat(store().put(MATCH, 1, ByteBuffer.wrap(bytes(10, 1)))).isEqualTo(first);
    assertThat(store().list(MATCH)).containsExactly(first);
  }

  @Test
  void twoSidesMayKeepDifferentRecordingsOfOneGame() throws Exception {
    Stored one = store().put(MATCH, 1, ByteBuffer.wrap(bytes(10, 1)));
    Stored two = store().put(MATCH, 1, ByteBuffer.wrap(bytes(10, 2)));
    assertThat(store().list(MATCH)).containsExactlyInAnyOrder(one, two);
    assertThat(read(one)).isEqualTo(bytes(10, 1));
    assertThat(read(two)).isEqualTo(bytes(10, 2));
  }

  @Test
  void listIsByGameThenHash() throws Exception {
    for (int game : new int[] {10, 2, 1, 2}) {
      store().put(MATCH, game, ByteBuffer.wrap(bytes(10, game)));
      store().put(MATCH, game, ByteBuffer.wrap(bytes(10, game + 100)));
    }
    List<Stored> listed = store().list(MATCH);
    assertThat(listed).extracting(Stored::game).containsExactly(1, 1, 2, 2, 10, 10);
    for (int i = 0; i < listed.size(); i += 2) {
      assertThat(listed.get(i).hash().hex()).isLessThan(listed.get(i + 1).hash().hex());
    }
  }

  @Test
  void matchesAreApart() throws Exception {
    Stored mine = store().put(MATCH, 1, ByteBuffer.wrap(bytes(10, 1)));
    assertThat(store().list(OTHER)).isEmpty();
    assertThat(store().open(OTHER, 1, mine.hash())).isEmpty();
    assertThat(store().open(MATCH, 2, mine.hash())).isEmpty();
    assertThat(store().open(MATCH, 1, new ReplayHash(Bytes32.ZERO))).isEmpty();
  }

  @Test
  void deletedIsGoneAndOnlyThat() throws Exception {
    store().put(MATCH, 1, ByteBuffer.wrap(bytes(10, 1)));
    store().put(MATCH, 2, ByteBuffer.wrap(bytes(10, 1)));
    Stored other = store().put(OTHER, 1, ByteBuffer.wrap(bytes(10, 1)));
    assertThat(store().delete(MATCH)).isTrue();
    assertThat(store().list(MATCH)).isEmpty();
    assertThat(store().delete(MATCH)).isFalse();
    assertThat(read(other)).isEqualTo(bytes(10, 1));
  }

  @Test
  void oneOfSeveralRecordingsIsDeletedAlone() throws Exception {
    Stored one = store().put(MATCH, 1, ByteBuffer.wrap(bytes(10, 1)));
    Stored two = store().put(MATCH, 1, ByteBuffer.wrap(bytes(10, 2)));
    assertThat(store().delete(MATCH, 2, one.hash())).isFalse();
    assertThat(store().delete(OTHER, 1, one.hash())).isFalse();
    assertThat(store().delete(MATCH, 1, one.hash())).isTrue();
    assertThat(store().list(MATCH)).containsExactly(two);
    assertThat(store().delete(MATCH, 1, one.hash())).isFalse();
    assertThat(store().put(MATCH, 1, ByteBuffer.wrap(bytes(10, 1)))).isEqualTo(one);
    assertThat(read(one)).isEqualTo(bytes(10, 1));
  }

  @Test
  void emptyRecordingIsKept() throws Exception {
    Stored stored = store().put(MATCH, 1, ByteBuffer.allocate(0));
    assertThat(read(stored)).isEmpty();
  }

  @Test
  void gamesCountFromOne() throws Exception {
    ReplayStore store = store();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.put(MATCH, 0, ByteBuffer.allocate(1)));
  }

  @Test
  void manyAtOnceAreAllKept() throws Exception {
    ReplayStore store = store();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Stored>> work = new ArrayList<>();
      for (int i = 0; i < 48; i++) {
        byte[] recording = bytes(5_000, i / 4); // every recording comes four times
        work.add(() -> store.put(MATCH, 1, ByteBuffer.wrap(recording)));
      }
      for (Future<Stored> done : pool.invokeAll(work, 60, TimeUnit.SECONDS)) {
        assertThat(read(done.get())).hasSize(5_000);
      }
      assertThat(store.list(MATCH)).hasSize(12);
    } finally {
      pool.shutdownNow();
    }
  }

  private byte[] read(Stored stored) throws Exception {
    try (InputStream in =
        store().open(stored.match(), stored.game(), stored.hash()).orElseThrow()) {
      return in.readAllBytes();
    }
  }

  private static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
