package io.lanista.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.event.DomainEvent.MatchExpired;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many events there are about a match: read, remembered, and outdated by every new one. */
@Timeout(60)
class RememberedTest {
  private static final int MOST = 100;

  private final InMemoryStorage storage = new InMemoryStorage();
  private final Commits commits = new Commits(storage);
  private final Remembered<MatchId, Integer> counts = counts(commits);
  private final MatchId match = match(0);
  private final AtomicInteger looks = new AtomicInteger();

  private static Remembered<MatchId, Integer> counts(Commits commits) {
    return new Remembered<>(commits, (id, count) -> List.of(Topic.match(id)), MOST);
  }

  private static MatchId match(int number) {
    return new MatchId(new UUID(0, number));
  }

  private int stored(MatchId of) {
    looks.incrementAndGet();
    return storage.read(
        tx ->
            (int)
                tx.outbox().after(0, Integer.MAX_VALUE).stream()
                    .filter(e -> e.event().subject().id().equals(of.toString()))
                    .count());
  }

  /** Gives the writer time to commit between the look and what is made of it. */
  private int storedThenOvertaken() {
    int count = stored(match);
    Thread.yield();
    return count;
  }

  private int count(MatchId of) {
    return counts.get(of, () -> stored(of));
  }

  private void happens(MatchId about) {
    storage.transact(
        tx -> {
          tx.emit(new MatchExpired(about, "", Instant.EPOCH));
          return null;
        });
  }

  @Test
  void whatWasReadIsNotReadAgain() {
    happens(match);

    assertThat(counts.recall(match)).isEmpty();
    assertThat(count(match)).isEqualTo(1);
    assertThat(count(match)).isEqualTo(1);
    assertThat(counts.recall(match)).contains(1);
    assertThat(looks).hasValue(1);
  }

  @Test
  void commitAboutItIsSeenByTheNextLook() {
    assertThat(count(match)).isZero();

    happens(match);

    assertThat(counts.recall(match)).isEmpty();
    assertThat(count(match)).isEqualTo(1);
  }

  @Test
  void commitAboutSomethingElseChangesNothing() {
    count(match);

    happens(match(1));

    assertThat(counts.recall(match)).contains(0);
  }

  @Test
  void readerThatLookedBeforeACommitDoesNotBringTheOldStateBack() {
    int old =
        counts.get(
            match,
            () -> {
              int before = stored(match);
              happens(match);
              return before;
            });

    assertThat(old).isZero();
    assertThat(counts.recall(match)).isEmpty();
    assertThat(count(match)).isEqualTo(1);
  }

  @Test
  void whatWasOnlyReadWhileSomethingElseChangedIsKept() {
    counts.get(
        match,
        () -> {
          int before = stored(match);
          happens(match(1));
          return before;
        });

    assertThat(counts.recall(match)).contains(0);
  }

  @Test
  void lostAnswerOfACommitOutdatesEverything() {
    List<Consumer<List<PublishedEvent>>> told = new ArrayList<>();
    Remembered<MatchId, Integer> heard = counts(new Commits(new TellingStorage(storage, told)));
    heard.get(match, () -> stored(match));
    happens(match);
    assertThat(heard.recall(match)).contains(0);

    told.forEach(listener -> listener.accept(List.of()));

    assertThat(heard.recall(match)).isEmpty();
    assertThat(heard.get(match, () -> stored(match))).isEqualTo(1);
    assertThat(heard.recall(match)).contains(1);
  }

  @Test
  void whatDependsOnNothingKnownIsReadEachTime() {
    Remembered<MatchId, Integer> fleeting = new Remembered<>(commits, (id, n) -> List.of(), MOST);

    fleeting.get(match, () -> 1);

    assertThat(fleeting.recall(match)).isEmpty();
    assertThat(fleeting.get(match, () -> 2)).isEqualTo(2);
  }

  @Test
  void failedLookIsNotRemembered() {
    assertThatThrownBy(
            () ->
                counts.get(
                    match,
                    () -> {
                      throw new IllegalStateException("gone");
                    }))
        .hasMessage("gone");

    assertThat(count(match)).isZero();
  }

  @Test
  void noMoreAreKeptThanMay() {
    for (int i = 0; i < 10 * MOST; i++) {
      count(match(i));
    }

    assertThat(counts.size()).isPositive().isLessThanOrEqualTo(MOST);
    assertThat(counts.recall(match(10 * MOST - 1))).isPresent();
  }

  /**
   * One writes and reads what it wrote, others read all the time. A reader that is overtaken by a
   * commit would leave the older count for the writer to find.
   */
  @Test
  void writerNeverReadsAnOlderStateThanItWrote() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Thread reader =
          new Thread(
              () -> {
                while (!over.get()) {
                  counts.get(match, this::storedThenOvertaken);
                }
              },
              "reader-" + i);
      reader.setDaemon(true);
      readers.add(reader);
    }
    readers.forEach(Thread::start);
    try {
      for (int written = 1; written <= 300; written++) {
        happens(match);
        assertThat(count(match)).isEqualTo(written);
        assertThat(count(match)).isEqualTo(written);
      }
    } finally {
      over.set(true);
      for (Thread reader : readers) {
        reader.join(10_000);
      }
    }
  }

  /** Tells its listeners nothing by itself. */
  private record TellingStorage(Storage storage, List<Consumer<List<PublishedEvent>>> listeners)
      implements Storage {
    @Override
    public <T> T transact(Work<T> work) {
      return storage.transact(work);
    }

    @Override
    public <T> T read(Work<T> work) {
      return storage.read(work);
    }

    @Override
    public void onEmit(Consumer<List<PublishedEvent>> listener) {
      listeners.add(listener);
    }

    @Override
    public void close() {
      storage.close();
    }
  }
}
