package io.lanista.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.event.Subject;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.IssuedKey;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.replay.StoredReplay;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.settlement.StoredSignature;
import io.lanista.ports.wager.Wager;
import io.lanista.ports.wager.WagerStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.OptionalAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Storage} keeps to. */
public abstract class StorageContract {
  private static final Instant NOW = Samples.NOW;

  protected final Samples samples = new Samples();
  protected Storage storage;

  /** An empty storage; closed by this class. */
  protected abstract Storage open() throws Exception;

  /** The committed deadlines of the storage that {@link #open} gave, the first due first. */
  protected abstract List<Deadline> deadlines();

  @BeforeEach
  void openStorage() throws Exception {
    storage = open();
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }

  private void commit(Consumer<Transaction> work) {
    storage.transact(
        t -> {
          work.accept(t);
          return null;
        });
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  // Transactions

  @Test
  void whatIsThrownReachesTheCallerUnchangedAndRollsEverythingBack() {
    Match match = samples.playing(NOW);
    Player player = samples.player("someone");
    Ticket ticket = samples.waiting(1);
    Refused refused = new Refused();
    assertThatThrownBy(
            () ->
                commit(
                    t -> {
                      t.tickets().insert(List.of(ticket));
                      t.matches().insert(List.of(match));
                      t.signatures().insert(match.id(), samples.signature(Side.P1));
                      t.players().insert(player);
                      t.ratings().put(samples.rating("A", 1));
                      t.wagers().put(samples.wager(match.id()));
                      t.replays().insert(samples.replay(match.id(), 1));
                      t.deadlines().set(expiry(match.id(), NOW));
                      t.outbox().advance("chain", 9);
                      t.emit(made(match.id()));
                      throw refused;
                    }))
        .isSameAs(refused);
    storage.read(
        t -> {
          assertThat(t.tickets().find(ticket.id())).isEmpty();
          assertThat(t.tickets().lastNumber(Samples.QUEUE)).isZero();
          assertThat(t.matches().find(match.id())).isEmpty();
          assertThat(t.signatures().of(match.id())).isEmpty();
          assertThat(t.players().find(player.id())).isEmpty();
          assertThat(t.ratings().top("melee", Optional.empty(), 5).items()).isEmpty();
          assertThat(t.wagers().find(match.id())).isEmpty();
          assertThat(t.replays().of(match.id())).isEmpty();
          assertThat(t.outbox().after(0, 5)).isEmpty();
          assertThat(t.outbox().cursor("chain")).isZero();
          return null;
        });
    assertThat(deadlines()).isEmpty();
  }

  @Test
  void errorsRollBackToo() {
    Match match = samples.playing(NOW);
    assertThatThrownBy(
            () ->
                commit(
                    t -> {
                      t.matches().insert(List.of(match));
                      throw new AssertionError("on purpose");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("on purpose");
    assertThat(found(match.id())).isEmpty();
  }

  @Test
  void aTransactionWithinATransactionIsRefused() {
    assertThatThrownBy(() -> commit(t -> storage.transact(inner -> 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> commit(t -> storage.read(inner -> 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> storage.read(t -> storage.transact(inner -> 1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(storage.<Integer>transact(t -> 5)).isEqualTo(5);
  }

  @Test
  void aTransactionIsOverWhenItsWorkReturned() {
    Transaction[] kept = new Transaction[1];
    commit(t -> kept[0] = t);
    assertThatThrownBy(() -> kept[0].tickets().lastNumber(Samples.QUEUE))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readsDoNotWrite() {
    assertThatThrownBy(
            () ->
                storage.read(
                    t -> {
                      t.matches().insert(List.of(samples.playing(NOW)));
                      return null;
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                storage.read(
                    t -> {
                      t.deadlines().set(expiry(new MatchId(UUID.randomUUID()), NOW));
                      return null;
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(deadlines()).isEmpty();
  }

  @Test
  void aTransactionSeesWhatItWrote() {
    commit(
        t -> {
          Match match = samples.playing(NOW);
          t.matches().insert(List.of(match));
          t.emit(made(match.id()));
          assertThat(t.matches().find(match.id())).contains(match);
          assertThat(t.matches().count(MatchStatus.PLAYING)).isEqualTo(1);
          assertThat(t.outbox().after(0, 5)).hasSize(1);
        });
  }

  @Test
  void readersSeeTheLastCommittedStateAndDoNotWaitForTheWriter() throws Exception {
    Match match = samples.playing(NOW);
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    Thread writer =
        new Thread(
            () ->
                commit(
                    t -> {
                      t.matches().insert(List.of(match));
                      written.countDown();
                      await(looked);
                    }),
            "writer");
    writer.start();
    await(written);
    assertThat(found(match.id())).isEmpty();
    looked.countDown();
    writer.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(found(match.id())).contains(match);
  }

  @Test
  void writersDoNotLoseEachOthersUpdates() throws Exception {
    commit(t -> t.ratings().put(samples.rating("A", 0)));
    List<Thread> writers = new ArrayList<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    for (int i = 0; i < 4; i++) {
      writers.add(
          new Thread(
              () -> {
                for (int n = 0; n < 25; n++) {
                  commit(
                      t -> {
                        Rating before =
                            t.ratings().find("melee", samples.rating("A", 0).key()).orElseThrow();
                        t.ratings().put(samples.rating("A", before.value() + 1));
                      });
                }
              },
              "writer-" + i));
      writers.get(i).setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
      writers.get(i).start();
    }
    for (Thread writer : writers) {
      writer.join(TimeUnit.SECONDS.toMillis(60));
    }
    assertThat(failure.get()).isNull();
    assertStored(t -> t.ratings().find("melee", samples.rating("A", 0).key()))
        .contains(samples.rating("A", 100));
  }

  @Test
  void writersThatAddTheSameRatingDoNotLoseEachOthersUpdates() throws Exception {
    CountDownLatch ready = new CountDownLatch(4);
    List<Thread> writers = new ArrayList<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    for (int i = 0; i < 4; i++) {
      writers.add(
          new Thread(
              () -> {
                ready.countDown();
                await(ready);
                commit(
                    t -> {
                      int before =
                          t.ratings()
                              .find("melee", samples.rating("New", 0).key())
                              .map(Rating::value)
                              .orElse(0);
                      t.ratings().put(samples.rating("New", before + 1));
                    });
              },
              "writer-" + i));
      writers.get(i).setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
      writers.get(i).start();
    }
    for (Thread writer : writers) {
      writer.join(TimeUnit.SECONDS.toMillis(60));
    }
    assertThat(failure.get()).isNull();
    assertStored(t -> t.ratings().find("melee", samples.rating("New", 0).key()))
        .contains(samples.rating("New", 4));
  }

  @Test
  void ofTwoWhoTakeANameAtTheSameTimeOneGetsIt() throws Exception {
    for (int round = 0; round < 5; round++) {
      String name = "Racer" + round;
      CountDownLatch ready = new CountDownLatch(3);
      List<CompletableFuture<Boolean>> taken = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Player player = samples.player(name);
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        taken.add(answer);
        Thread thread =
            new Thread(
                () -> {
                  ready.countDown();
                  await(ready);
                  answer.complete(storage.<Boolean>transact(t -> t.players().insert(player)));
                },
                "registers-" + i);
        thread.setUncaughtExceptionHandler((t, thrown) -> answer.completeExceptionally(thrown));
        thread.start();
      }
      List<Boolean> answers = new ArrayList<>();
      for (CompletableFuture<Boolean> answer : taken) {
        answers.add(answer.get(60, TimeUnit.SECONDS));
      }
      assertThat(answers).containsExactlyInAnyOrder(true, false, false);
    }
  }

  @Test
  void textsAreOrderedByCodePointAndComparedToTheLastSpace() {
    List<String> inOrder = List.of("A", "A ", "A!", "B", "a", "á", "ﬀ", "😀");
    commit(t -> inOrder.forEach(name -> t.ratings().put(samples.rating(name, 1500))));
    assertThat(storage.read(t -> t.ratings().top("melee", Optional.empty(), 20)).items())
        .extracting(rating -> rating.key().name())
        .containsExactlyElementsOf(inOrder);
    Ticket ticket = samples.waiting(Samples.QUEUE, 1, Optional.of("key"));
    Ticket padded = samples.waiting(Samples.QUEUE, 2, Optional.of("key "));
    commit(t -> t.tickets().insert(List.of(ticket, padded)));
    assertStored(t -> t.tickets().findByIdempotencyKey(Samples.QUEUE, "key")).contains(ticket);
    assertStored(t -> t.tickets().findByIdempotencyKey(Samples.QUEUE, "key ")).contains(padded);
    assertStored(t -> t.tickets().findByIdempotencyKey(Samples.QUEUE, "KEY")).isEmpty();
  }

  @Test
  void listenersAreCalledAfterACommitThatEmittedAndOnlyThen() {
    AtomicInteger calls = new AtomicInteger();
    List<Integer> seen = new ArrayList<>();
    storage.onEmit(
        emitted -> {
          calls.incrementAndGet();
          seen.add(storage.<Integer>read(t -> t.outbox().after(0, 100).size()));
        });
    commit(t -> t.ratings().put(samples.rating("A", 1)));
    assertThatThrownBy(
            () ->
                commit(
                    t -> {
                      t.emit(made(new MatchId(UUID.randomUUID())));
                      throw new Refused();
                    }))
        .isInstanceOf(Refused.class);
    assertThat(calls).hasValue(0);
    commit(
        t -> {
          t.emit(made(new MatchId(UUID.randomUUID())));
          t.emit(made(new MatchId(UUID.randomUUID())));
          assertThat(calls).hasValue(0);
        });
    assertThat(seen).containsExactly(2);
  }

  @Test
  void aCommitHandsOverWhatItEmittedOrSaysThatItHasToBeRead() {
    List<List<PublishedEvent>> given = new ArrayList<>();
    List<List<PublishedEvent>> read = new ArrayList<>();
    storage.onEmit(
        events -> {
          long before = read.stream().mapToLong(List::size).sum();
          given.add(events);
          read.add(storage.read(t -> t.outbox().after(before, 100)));
        });
    commit(t -> t.emit(made(new MatchId(UUID.randomUUID()))));
    assertThatThrownBy(
            () ->
                commit(
                    t -> {
                      t.emit(made(new MatchId(UUID.randomUUID())));
                      throw new Refused();
                    }))
        .isInstanceOf(Refused.class);
    commit(t -> t.ratings().put(samples.rating("A", 1)));
    commit(
        t -> {
          t.emit(made(new MatchId(UUID.randomUUID())));
          t.ratings().put(samples.rating("A", 2));
          t.emit(made(new MatchId(UUID.randomUUID())));
        });
    assertThat(read).extracting(List::size).containsExactly(1, 2);
    assertThat(given).hasSize(2);
    for (int i = 0; i < given.size(); i++) {
      assertThat(given.get(i)).isIn(List.of(), read.get(i));
    }
  }

  @Test
  void aClosedStorageSaysThatItIsUnavailable() {
    storage.close();
    assertThatThrownBy(() -> commit(t -> t.tickets().lastNumber(Samples.QUEUE)))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE));
    assertThatThrownBy(() -> storage.read(t -> t.tickets().lastNumber(Samples.QUEUE)))
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_UNAVAILABLE));
  }

  // Tickets

  @Test
  void ticketsComeBackAsTheyWere() {
    Ticket bare = samples.waiting(1);
    Ticket full =
        new Ticket(
            samples.waiting(2).id(),
            Samples.QUEUE,
            2,
            samples.fullEntrant("fox#2"),
            NOW,
            Optional.of("key ü"),
            TicketStatus.MATCHED,
            Optional.of(samples.booking(samples.playing(NOW).id())));
    commit(t -> t.tickets().insert(List.of(bare, full)));
    storage.read(
        t -> {
          assertThat(t.tickets().find(bare.id())).contains(bare);
          assertThat(t.tickets().find(full.id())).contains(full);
          assertThat(t.tickets().find(samples.waiting(3).id())).isEmpty();
          return null;
        });
  }

  @Test
  void waitingTicketsAreListedByNumberAndPerQueue() {
    Ticket first = samples.waiting(3);
    Ticket second = samples.waiting(10);
    Ticket gone = samples.waiting(5);
    Ticket elsewhere = samples.waiting(new QueueName("doubles"), 77, Optional.empty());
    commit(t -> t.tickets().insert(List.of(second, gone, first, elsewhere)));
    commit(t -> t.tickets().update(List.of(gone.ended(TicketStatus.CANCELLED))));
    storage.read(
        t -> {
          assertThat(t.tickets().waiting(Samples.QUEUE)).containsExactly(first, second);
          assertThat(t.tickets().lastNumber(Samples.QUEUE)).isEqualTo(10);
          assertThat(t.tickets().lastNumber(new QueueName("doubles"))).isEqualTo(77);
          assertThat(t.tickets().lastNumber(new QueueName("empty"))).isZero();
          return null;
        });
  }

  @Test
  void bookingsAreWritten() {
    Ticket one = samples.waiting(1);
    Ticket two = samples.waiting(2);
    Ticket booked = one.booked(samples.booking(samples.playing(NOW).id()));
    Ticket ended = two.ended(TicketStatus.EXPIRED);
    commit(
        t -> {
          t.tickets().insert(List.of(one, two));
          t.tickets().update(List.of(booked, ended));
        });
    storage.read(
        t -> {
          assertThat(t.tickets().find(one.id())).contains(booked);
          assertThat(t.tickets().find(two.id())).contains(ended);
          assertThat(t.tickets().waiting(Samples.QUEUE)).isEmpty();
          return null;
        });
  }

  @Test
  void theTicketsOfAMatchAreListedBySide() {
    MatchId match = samples.playing(NOW).id();
    Ticket.Booking second = samples.booking(match);
    Ticket p2 = samples.waiting(1).booked(second);
    Ticket p1 = samples.waiting(2).booked(new Ticket.Booking(match, Side.P1, second.briefing()));
    Ticket elsewhere = samples.waiting(3).booked(samples.booking(samples.playing(NOW).id()));
    commit(t -> t.tickets().insert(List.of(p2, p1, elsewhere, samples.waiting(4))));
    storage.read(
        t -> {
          assertThat(t.tickets().of(match)).containsExactly(p1, p2);
          assertThat(t.tickets().of(samples.playing(NOW).id())).isEmpty();
          return null;
        });
  }

  @Test
  void updatingATicketThatIsNotThereIsRefused() {
    assertThatThrownBy(
            () ->
                commit(
                    t ->
                        t.tickets()
                            .update(List.of(samples.waiting(1).ended(TicketStatus.CANCELLED)))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void emptyBatchesChangeNothing() {
    commit(
        t -> {
          t.tickets().insert(List.of());
          t.tickets().update(List.of());
          t.matches().insert(List.of());
        });
    assertThat(storage.<Long>read(t -> t.tickets().lastNumber(Samples.QUEUE))).isZero();
  }

  @Test
  void anIdempotencyKeyIsUniqueInItsQueueEvenAfterTheTicketEnded() {
    Ticket first = samples.waiting(Samples.QUEUE, 1, Optional.of("k"));
    Ticket elsewhere = samples.waiting(new QueueName("doubles"), 1, Optional.of("k"));
    Ticket again = samples.waiting(Samples.QUEUE, 2, Optional.of("k"));
    commit(t -> t.tickets().insert(List.of(first, elsewhere)));
    commit(t -> t.tickets().update(List.of(first.ended(TicketStatus.CANCELLED))));
    assertThatThrownBy(() -> commit(t -> t.tickets().insert(List.of(again))))
        .isInstanceOf(IllegalStateException.class);
    storage.read(
        t -> {
          assertThat(t.tickets().findByIdempotencyKey(Samples.QUEUE, "k"))
              .contains(first.ended(TicketStatus.CANCELLED));
          assertThat(t.tickets().findByIdempotencyKey(Samples.QUEUE, "K")).isEmpty();
          assertThat(t.tickets().find(again.id())).isEmpty();
          return null;
        });
  }

  // Matches

  @Test
  void matchesComeBackAsTheyWereInEveryState() {
    Match playing = samples.playing(NOW);
    Match reported = samples.playing(NOW).reported(Side.P2, samples.bareReport());
    Match disputed = samples.playing(NOW).reported(Side.P1, samples.report()).disputed("Why not");
    Match expired = samples.playing(NOW).expired(NOW.plusSeconds(5), "Nobody reported.");
    Match completed =
        samples
            .playing(NOW)
            .reported(Side.P1, samples.report())
            .reported(Side.P2, samples.report())
            .completed(samples.result(), NOW.plusSeconds(9), "Both agree.");
    List<Match> all = List.of(playing, reported, disputed, expired, completed);
    commit(t -> t.matches().insert(all));
    for (Match match : all) {
      assertThat(found(match.id())).contains(match);
    }
  }

  @Test
  void aLockedMatchIsUpdated() {
    Match match = samples.playing(NOW);
    commit(t -> t.matches().insert(List.of(match)));
    Match completed = match.completed(samples.result(), NOW, "Both agree.");
    commit(
        t -> {
          assertThat(t.matches().lock(match.id())).contains(match);
          t.matches().update(completed);
        });
    assertThat(found(match.id())).contains(completed);
  }

  @Test
  void updatingAMatchThatWasNotLockedIsRefused() {
    Match match = samples.playing(NOW);
    commit(t -> t.matches().insert(List.of(match)));
    assertThatThrownBy(() -> commit(t -> t.matches().update(match.disputed("Why not"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(found(match.id())).contains(match);
  }

  @Test
  void lockingAMatchThatIsNotThereGivesNothing() {
    commit(t -> assertThat(t.matches().lock(samples.playing(NOW).id())).isEmpty());
  }

  @Test
  void recentMatchesAreOrderedByMicrosecondThenId() {
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      matches.add(samples.playing(NOW.plusNanos(1_000L * (i / 3))));
    }
    commit(t -> t.matches().insert(matches));
    List<Match> expected =
        matches.stream()
            .sorted(
                java.util.Comparator.comparing(Match::createdAt)
                    .reversed()
                    .thenComparing(m -> m.id().toString()))
            .toList();
    for (int limit : new int[] {1, 2, 3, 7, 8}) {
      List<Match> walked = new ArrayList<>();
      Optional<Cursor> after = Optional.empty();
      do {
        Optional<Cursor> from = after.map(c -> Cursor.parse(c.text()));
        Page<Match> page = storage.read(t -> t.matches().recent(from, limit));
        assertThat(page.items()).hasSizeLessThanOrEqualTo(limit).isNotEmpty();
        walked.addAll(page.items());
        after = page.next();
      } while (after.isPresent());
      assertThat(walked).isEqualTo(expected);
    }
  }

  @Test
  void aCursorWithATextThatIsNoIdGivesAPageOrARefusalForTheCaller() {
    commit(t -> t.matches().insert(List.of(samples.playing(NOW))));
    Cursor odd = new Cursor(Long.MAX_VALUE, "not an id");
    try {
      storage.read(t -> t.matches().recent(Optional.of(odd), 5));
    } catch (EngineException refused) {
      assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_CURSOR);
    }
  }

  @Test
  void matchesAreCountedAndUnfinishedOnesListedOldestFirst() {
    Match young = samples.playing(NOW.plusSeconds(2));
    Match old = samples.playing(NOW);
    Match disputed = samples.playing(NOW.plusSeconds(1)).disputed("Why not");
    Match over = samples.playing(NOW).expired(NOW, "Nobody reported.");
    commit(t -> t.matches().insert(List.of(young, old, disputed, over)));
    storage.read(
        t -> {
          assertThat(t.matches().unfinished(10))
              .containsExactly(old.id(), disputed.id(), young.id());
          assertThat(t.matches().unfinished(2)).containsExactly(old.id(), disputed.id());
          assertThat(t.matches().count(MatchStatus.PLAYING)).isEqualTo(2);
          assertThat(t.matches().count(MatchStatus.DISPUTED)).isEqualTo(1);
          assertThat(t.matches().count(MatchStatus.EXPIRED)).isEqualTo(1);
          assertThat(t.matches().count(MatchStatus.COMPLETED)).isZero();
          return null;
        });
  }

  @Test
  void instantsAreKeptToTheMicrosecond() {
    Match match = samples.playing(Instant.parse("2026-03-01T10:00:00.123456789Z"));
    Player before1970 =
        new Player(
            samples.player("old").id(),
            new Username("older"),
            Instant.parse("1969-12-31T23:59:59.999999999Z"),
            NOW);
    commit(
        t -> {
          t.matches().insert(List.of(match));
          t.players().insert(before1970);
        });
    assertThat(found(match.id()).orElseThrow().createdAt())
        .isEqualTo(Instant.parse("2026-03-01T10:00:00.123456Z"));
    assertThat(storage.read(t -> t.players().find(before1970.id())).orElseThrow().createdAt())
        .isEqualTo(Instant.parse("1969-12-31T23:59:59.999999Z"));
  }

  // Signatures, replays, wagers

  @Test
  void signaturesAreListedInTheOrderOfTheSides() {
    MatchId match = samples.playing(NOW).id();
    StoredSignature p1 = samples.signature(Side.P1);
    StoredSignature p2 = samples.signature(Side.P2);
    commit(t -> t.signatures().insert(match, p2));
    commit(t -> t.signatures().insert(match, p1));
    assertStoredList(t -> t.signatures().of(match)).containsExactly(p1, p2);
    assertThatThrownBy(() -> commit(t -> t.signatures().insert(match, p1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aReplayHashCountsOnce() {
    MatchId match = samples.playing(NOW).id();
    MatchId other = samples.playing(NOW).id();
    StoredReplay first = samples.replay(match, 9);
    StoredReplay second =
        new StoredReplay(
            match, 2, samples.hash(3), 7, Side.P1, Optional.empty(), NOW.plusSeconds(1));
    commit(t -> t.replays().insert(first));
    commit(t -> t.replays().insert(second));
    assertThatThrownBy(() -> commit(t -> t.replays().insert(samples.replay(other, 9))))
        .isInstanceOf(IllegalStateException.class);
    storage.read(
        t -> {
          assertThat(t.replays().find(samples.hash(9))).contains(first);
          assertThat(t.replays().find(samples.hash(8))).isEmpty();
          assertThat(t.replays().of(match)).containsExactly(first, second);
          assertThat(t.replays().of(other)).isEmpty();
          return null;
        });
  }

  @Test
  void oldRecordingsAreFoundUntilTheyAreMarkedAsRemoved() {
    Match old = samples.completed(NOW, NOW.plusSeconds(10));
    Match young = samples.completed(NOW, NOW.plusSeconds(20));
    Match unfinished = samples.playing(NOW);
    commit(
        t -> {
          t.matches().insert(List.of(old, young, unfinished));
          t.replays().insert(samples.replay(old.id(), 1));
          t.replays().insert(samples.replay(old.id(), 2));
          t.replays().insert(samples.replay(young.id(), 3));
          t.replays().insert(samples.replay(unfinished.id(), 4));
        });
    assertStoredList(t -> t.replays().kept(NOW.plusSeconds(10), 9)).isEmpty();
    assertStoredList(t -> t.replays().kept(NOW.plusSeconds(11), 9)).containsExactly(old.id());
    assertStoredList(t -> t.replays().kept(NOW.plusSeconds(99), 9))
        .containsExactlyInAnyOrder(old.id(), young.id());
    Instant at = NOW.plusSeconds(100);
    commit(t -> t.replays().markRemoved(List.of(old.id(), unfinished.id()), at));
    commit(t -> t.replays().markRemoved(List.of(old.id()), at.plusSeconds(1)));
    assertStoredList(t -> t.replays().kept(NOW.plusSeconds(99), 9)).containsExactly(young.id());
    storage.read(
        t -> {
          assertThat(t.replays().removedAt(old.id())).contains(at);
          assertThat(t.replays().removedAt(young.id())).isEmpty();
          assertThat(t.replays().find(samples.hash(1))).isPresent();
          return null;
        });
  }

  @Test
  void wagersAreWrittenAndRewritten() {
    Wager wager = samples.wager(samples.playing(NOW).id());
    commit(t -> t.wagers().put(wager));
    assertStored(t -> t.wagers().find(wager.match())).contains(wager);
    commit(t -> t.wagers().put(wager.with(WagerStatus.ACCEPTED)));
    assertStored(t -> t.wagers().find(wager.match())).contains(wager.with(WagerStatus.ACCEPTED));
  }

  // Players and keys

  @Test
  void usernamesAreUniqueInAnyCase() {
    Player player = samples.player("FoxMain");
    assertThat(storage.<Boolean>transact(t -> t.players().insert(player))).isTrue();
    assertThat(storage.<Boolean>transact(t -> t.players().insert(samples.player("foxmAIN"))))
        .isFalse();
    storage.read(
        t -> {
          assertThat(t.players().find(new Username("FOXMAIN"))).contains(player);
          assertThat(t.players().find(player.id())).contains(player);
          assertThat(t.players().find(new Username("nobody"))).isEmpty();
          return null;
        });
  }

  @Test
  void aTakenNameDoesNotEndTheTransaction() {
    Player player = samples.player("FoxMain");
    Player other = samples.player("other");
    commit(t -> t.players().insert(player));
    commit(
        t -> {
          assertThat(t.players().insert(samples.player("foxmain"))).isFalse();
          assertThat(t.players().insert(other)).isTrue();
        });
    assertStored(t -> t.players().find(other.id())).contains(other);
  }

  @Test
  void touchingMovesTheLastActivity() {
    Player player = samples.player("someone");
    commit(t -> t.players().insert(player));
    commit(
        t -> {
          t.players().touch(player.id(), NOW.plusSeconds(60));
          t.players().touch(samples.player("nobody").id(), NOW);
        });
    assertThat(storage.read(t -> t.players().find(player.id())).orElseThrow().lastActive())
        .isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void issuedKeysAreValidUntilTheyAreRevoked() {
    Player player = samples.player("someone");
    Player other = samples.player("other");
    commit(
        t -> {
          t.players().insert(player);
          t.players().insert(other);
        });
    IssuedKey first = storage.transact(t -> t.credentials().issue(player.id()));
    IssuedKey second = storage.transact(t -> t.credentials().issue(player.id()));
    assertThat(first.secret()).matches("nj_live_[A-Za-z0-9_-]{32,}").isNotEqualTo(second.secret());
    assertStored(t -> t.credentials().verify(first.secret())).contains(player.id());
    assertThat(storage.<Boolean>transact(t -> t.credentials().revoke(other.id(), first.id())))
        .isFalse();
    assertThat(storage.<Boolean>transact(t -> t.credentials().revoke(player.id(), first.id())))
        .isTrue();
    assertThat(storage.<Boolean>transact(t -> t.credentials().revoke(player.id(), first.id())))
        .isFalse();
    assertStored(t -> t.credentials().verify(first.secret())).isEmpty();
    assertStored(t -> t.credentials().verify(second.secret())).contains(player.id());
  }

  @Test
  void anyTextMayBeVerified() {
    for (String text : List.of("", "nj_live_", "x".repeat(10_000), "'; --", "\u0000")) {
      assertStored(t -> t.credentials().verify(text)).isEmpty();
    }
  }

  // Ratings

  @Test
  void ratingsAreWrittenAndRewritten() {
    Rating rating = samples.rating("A", 1500);
    commit(t -> t.ratings().put(rating));
    assertStored(t -> t.ratings().find("melee", rating.key())).contains(rating);
    assertStored(t -> t.ratings().find("chess", rating.key())).isEmpty();
    commit(t -> t.ratings().put(samples.rating("A", 1400)));
    assertStored(t -> t.ratings().find("melee", rating.key())).contains(samples.rating("A", 1400));
  }

  @Test
  void topRatingsArePagedByValueThenKey() {
    List<Rating> expected =
        List.of(
            samples.rating("Z", 1600),
            samples.rating("A", 1500),
            samples.rating("B", 1500),
            samples.rating("C", 1500),
            samples.rating("M", -3));
    commit(
        t -> {
          for (int i : new int[] {3, 0, 4, 2, 1}) {
            t.ratings().put(expected.get(i));
          }
        });
    for (int limit = 1; limit <= 6; limit++) {
      int size = limit;
      List<Rating> walked = new ArrayList<>();
      Optional<Cursor> after = Optional.empty();
      do {
        Optional<Cursor> from = after;
        Page<Rating> page = storage.read(t -> t.ratings().top("melee", from, size));
        walked.addAll(page.items());
        after = page.next();
      } while (after.isPresent());
      assertThat(walked).isEqualTo(expected);
    }
    assertThat(storage.read(t -> t.ratings().top("chess", Optional.empty(), 3)).items()).isEmpty();
  }

  // Outbox

  @Test
  void everyKindOfEventComesBackAsItWas() {
    MatchId match = samples.playing(NOW).id();
    Match.Result result = samples.result();
    List<DomainEvent> events =
        List.of(
            made(match),
            new DomainEvent.ReportReceived(match, Side.P1, Outcome.WON, NOW),
            new DomainEvent.MatchCompleted(
                match, "melee", result.decision(), result.p1Rating(), result.p2Rating(), NOW),
            new DomainEvent.MatchDisputed(match, "Zoë: \"no\"", NOW),
            new DomainEvent.MatchExpired(match, "late", NOW),
            new DomainEvent.ReplayAccepted(match, samples.hash(200), Side.P2, NOW),
            new DomainEvent.SignatureAccepted(match, Side.P2, NOW),
            new DomainEvent.ResultSigned(match, NOW),
            new DomainEvent.WagerChanged(match, WagerStatus.DECLINED, NOW),
            new DomainEvent.PlayerRegistered(samples.player("x12").id(), "x12", NOW));
    commit(t -> events.forEach(t::emit));
    assertStoredList(t -> t.outbox().after(0, 100))
        .extracting(PublishedEvent::event)
        .isEqualTo(events);
  }

  @Test
  void eventsAreReadInOrderFromAPlace() {
    MatchId match = samples.playing(NOW).id();
    for (int i = 0; i < 3; i++) {
      commit(
          t -> {
            t.emit(made(match));
            t.emit(new DomainEvent.ResultSigned(match, NOW));
          });
    }
    List<PublishedEvent> all = storage.read(t -> t.outbox().after(0, 100));
    assertThat(all)
        .hasSize(6)
        .isSortedAccordingTo(java.util.Comparator.comparingLong(PublishedEvent::sequence));
    assertThat(all.get(0).event()).isInstanceOf(DomainEvent.MatchMade.class);
    assertThat(all.get(1).event()).isInstanceOf(DomainEvent.ResultSigned.class);
    assertStoredList(t -> t.outbox().after(all.get(1).sequence(), 3)).isEqualTo(all.subList(2, 5));
    assertStoredList(t -> t.outbox().after(all.get(5).sequence(), 3)).isEmpty();
  }

  @Test
  void eachConsumerKeepsItsPlaceAndOnlyWhatAllAreDoneWithIsPruned() {
    MatchId match = samples.playing(NOW).id();
    for (int i = 0; i < 4; i++) {
      commit(t -> t.emit(made(match)));
    }
    List<PublishedEvent> all = storage.read(t -> t.outbox().after(0, 100));
    commit(
        t -> {
          assertThat(t.outbox().cursor("chain")).isZero();
          t.outbox().advance("chain", all.get(2).sequence());
          t.outbox().advance("bus", all.get(1).sequence());
          assertThat(t.outbox().cursor("chain")).isEqualTo(all.get(2).sequence());
        });
    int pruned = storage.transact(t -> t.outbox().prune(all.get(3).sequence()));
    assertThat(pruned).isEqualTo(2);
    assertStoredList(t -> t.outbox().after(0, 100)).isEqualTo(all.subList(2, 4));
  }

  @Test
  void aReaderThatGoesOnFromWhatItSawMissesNoEventOfConcurrentWriters() throws Exception {
    int writers = 6;
    int each = 40;
    Set<UUID> emitted = ConcurrentHashMap.newKeySet();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      threads.add(
          new Thread(
              () -> {
                for (int n = 0; n < each; n++) {
                  UUID one = UUID.randomUUID();
                  UUID other = UUID.randomUUID();
                  commit(
                      t -> {
                        t.emit(made(new MatchId(one)));
                        t.emit(made(new MatchId(other)));
                      });
                  emitted.addAll(List.of(one, other));
                }
              },
              "writer-" + i));
      threads.get(i).setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
      threads.get(i).start();
    }
    List<UUID> seen = new ArrayList<>();
    long place = 0;
    boolean done = false;
    while (!done) {
      // Looked at before the events: then the last round reads to the end.
      done = threads.stream().noneMatch(Thread::isAlive);
      List<PublishedEvent> more;
      do {
        long from = place;
        more = storage.read(t -> t.outbox().after(from, 7));
        for (PublishedEvent event : more) {
          assertThat(event.sequence()).isGreaterThan(place);
          place = event.sequence();
          seen.add(((DomainEvent.MatchMade) event.event()).match().value());
        }
      } while (!more.isEmpty());
    }
    assertThat(failure.get()).isNull();
    assertThat(emitted).hasSize(2 * writers * each);
    assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(emitted);
  }

  @Test
  void aSequenceIsNeverUsedTwice() {
    MatchId match = samples.playing(NOW).id();
    commit(t -> t.emit(made(match)));
    long last = storage.read(t -> t.outbox().after(0, 1)).get(0).sequence();
    storage.<Integer>transact(t -> t.outbox().prune(last));
    commit(t -> t.emit(made(match)));
    assertThat(storage.read(t -> t.outbox().after(0, 1)).get(0).sequence()).isGreaterThan(last);
  }

  // Deadlines

  @Test
  void aDeadlineIsSetMovedAndCancelled() {
    MatchId match = samples.playing(NOW).id();
    Deadline later = expiry(match, NOW.plusSeconds(60));
    Deadline sweep =
        new Deadline(Subject.queue(Samples.QUEUE), Deadline.Kind.QUEUE_SWEEP, NOW.plusSeconds(30));
    Deadline answer =
        new Deadline(Subject.match(match), Deadline.Kind.WAGER_ANSWER, NOW.plusSeconds(90));
    commit(
        t -> {
          t.deadlines().set(expiry(match, NOW));
          t.deadlines().set(sweep);
          t.deadlines().set(answer);
        });
    assertThat(deadlines()).containsExactly(expiry(match, NOW), sweep, answer);
    commit(t -> t.deadlines().set(later));
    assertThat(deadlines()).containsExactly(sweep, later, answer);
    commit(
        t -> {
          t.deadlines().cancel(Subject.match(match), Deadline.Kind.MATCH_EXPIRY);
          t.deadlines()
              .cancel(Subject.match(samples.playing(NOW).id()), Deadline.Kind.MATCH_EXPIRY);
        });
    assertThat(deadlines()).containsExactly(sweep, answer);
  }

  @Test
  void theLastWordOfATransactionOnADeadlineHolds() {
    MatchId cancelled = samples.playing(NOW).id();
    MatchId moved = samples.playing(NOW).id();
    MatchId revived = samples.playing(NOW).id();
    commit(t -> t.deadlines().set(expiry(revived, NOW)));
    commit(
        t -> {
          t.deadlines().set(expiry(cancelled, NOW));
          t.deadlines().set(expiry(moved, NOW));
          t.deadlines().cancel(Subject.match(cancelled), Deadline.Kind.MATCH_EXPIRY);
          t.deadlines().set(expiry(moved, NOW.plusSeconds(1)));
          t.deadlines().cancel(Subject.match(revived), Deadline.Kind.MATCH_EXPIRY);
          t.deadlines().set(expiry(revived, NOW.plusSeconds(2)));
        });
    assertThat(deadlines())
        .containsExactly(expiry(moved, NOW.plusSeconds(1)), expiry(revived, NOW.plusSeconds(2)));
  }

  @Test
  void aRolledBackTransactionLeavesDeadlinesAsTheyWere() {
    Deadline kept = expiry(samples.playing(NOW).id(), NOW);
    commit(t -> t.deadlines().set(kept));
    assertThatThrownBy(
            () ->
                commit(
                    t -> {
                      t.deadlines().cancel(kept.subject(), kept.kind());
                      t.deadlines().set(expiry(samples.playing(NOW).id(), NOW));
                      throw new Refused();
                    }))
        .isInstanceOf(Refused.class);
    assertThat(deadlines()).containsExactly(kept);
  }

  private Optional<Match> found(MatchId id) {
    return storage.read(t -> t.matches().find(id));
  }

  private <T> OptionalAssert<T> assertStored(Storage.Work<Optional<T>> read) {
    Optional<T> value = storage.read(read);
    return assertThat(value);
  }

  private <T> ListAssert<T> assertStoredList(Storage.Work<List<T>> read) {
    List<T> values = storage.read(read);
    return assertThat(values);
  }

  private static Deadline expiry(MatchId match, Instant due) {
    return new Deadline(Subject.match(match), Deadline.Kind.MATCH_EXPIRY, due);
  }

  private static DomainEvent made(MatchId match) {
    return new DomainEvent.MatchMade(match, Samples.QUEUE, "FOX#1", "MARTH#2", NOW);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("Waited in vain.");
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
