package io.lanista.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.storage.PollStore.Pause;
import io.lanista.ports.storage.PollStore.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link PollStore} keeps to. */
public abstract class PollStoreContract {
  private static final Instant NOW = Samples.NOW;
  private static final Duration SPACING = Duration.ofSeconds(2);
  private static final String JUDGE = "codeforces";
  private static final JudgeAccount ANN = new JudgeAccount("Änn");
  private static final JudgeAccount BOB = new JudgeAccount("bob");

  protected Storage storage;

  /** An empty storage; closed by this class. */
  protected abstract Storage open() throws Exception;

  @BeforeEach
  void openStorage() throws Exception {
    storage = open();
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }

  private void commit(Consumer<PollStore> work) {
    storage.transact(
        t -> {
          work.accept(t.polls());
          return null;
        });
  }

  private Instant reserve(String judge, Instant now) {
    return storage.transact(t -> t.polls().reserve(judge, now, SPACING));
  }

  private Optional<Poll> take(Instant now, Instant until) {
    return storage.transact(t -> t.polls().take(JUDGE, now, until));
  }

  private Optional<Poll> found(JudgeAccount account) {
    return storage.read(t -> t.polls().find(JUDGE, account));
  }

  private static Poll poll(JudgeAccount account, Instant due, long seen, Instant askedAt) {
    return new Poll(JUDGE, account, due, seen, Optional.ofNullable(askedAt));
  }

  // Slots

  @Test
  void slotsFollowOneAnotherAtTheSpacingAndNotBeforeNow() {
    assertThat(reserve(JUDGE, NOW)).isEqualTo(NOW);
    assertThat(reserve(JUDGE, NOW)).isEqualTo(NOW.plusSeconds(2));
    assertThat(reserve(JUDGE, NOW.plusSeconds(1))).isEqualTo(NOW.plusSeconds(4));
    assertThat(reserve(JUDGE, NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(60));
    assertThat(reserve("file", NOW)).isEqualTo(NOW);
  }

  @Test
  void aSlotIsNeverBeforeNowByAPartOfAMicrosecond() {
    assertThat(reserve(JUDGE, NOW.plusNanos(1))).isEqualTo(NOW.plusNanos(1_000));
  }

  @Test
  void aSlotThatIsRolledBackIsFreeAgain() {
    try {
      commit(
          polls -> {
            polls.reserve(JUDGE, NOW, SPACING);
            throw new IllegalArgumentException("on purpose");
          });
    } catch (IllegalArgumentException expected) {
      assertThat(expected).hasMessage("on purpose");
    }
    assertThat(reserve(JUDGE, NOW)).isEqualTo(NOW);
  }

  @Test
  void slotsOfManyAtTheSameTimeAreNoCloserThanTheSpacing() throws Exception {
    List<Instant> slots = Collections.synchronizedList(new ArrayList<>());
    inParallel(
        4,
        () -> {
          for (int i = 0; i < 10; i++) {
            slots.add(reserve(JUDGE, NOW));
          }
        });
    List<Instant> sorted = slots.stream().sorted().toList();
    assertThat(sorted).hasSize(40);
    for (int i = 0; i < sorted.size(); i++) {
      assertThat(sorted.get(i)).isEqualTo(NOW.plusSeconds(2L * i));
    }
  }

  private static void inParallel(int threads, Runnable work) throws Exception {
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(CompletableFuture.runAsync(work));
    }
    for (CompletableFuture<Void> one : running) {
      one.get(60, TimeUnit.SECONDS);
    }
  }

  // Pauses

  @Test
  void aPauseStandsUntilItIsTakenBackAndTouchesNoSlot() {
    assertThat(storage.<Optional<Pause>>read(t -> t.polls().pause(JUDGE))).isEmpty();
    Pause pause = new Pause(NOW.plusSeconds(30), 3, "It answers \"429 ∑\".");
    commit(polls -> polls.pause(JUDGE, Optional.of(pause)));
    assertThat(storage.<Optional<Pause>>read(t -> t.polls().pause(JUDGE))).contains(pause);
    assertThat(storage.<Optional<Pause>>read(t -> t.polls().pause("file"))).isEmpty();
    assertThat(reserve(JUDGE, NOW)).isEqualTo(NOW);
    Pause longer = new Pause(NOW.plusSeconds(60), 4, "Still.");
    commit(polls -> polls.pause(JUDGE, Optional.of(longer)));
    assertThat(storage.<Optional<Pause>>read(t -> t.polls().pause(JUDGE))).contains(longer);
    commit(polls -> polls.pause(JUDGE, Optional.empty()));
    commit(polls -> polls.pause("file", Optional.empty()));
    assertThat(storage.<Optional<Pause>>read(t -> t.polls().pause(JUDGE))).isEmpty();
    assertThat(reserve(JUDGE, NOW)).isEqualTo(NOW.plusSeconds(2));
  }

  // Polls

  @Test
  void anAccountThatIsWatchedIsDue() {
    assertThat(found(ANN)).isEmpty();
    commit(polls -> polls.watch(JUDGE, ANN, NOW));
    assertThat(found(ANN)).contains(poll(ANN, NOW, 0, null));
    assertThat(storage.<Optional<Poll>>read(t -> t.polls().find("file", ANN))).isEmpty();
  }

  @Test
  void watchingBringsForwardAndNeverBack() {
    commit(polls -> polls.watch(JUDGE, ANN, NOW));
    commit(polls -> polls.watch(JUDGE, ANN, NOW.plusSeconds(9)));
    assertThat(found(ANN).orElseThrow().due()).isEqualTo(NOW);
    commit(polls -> polls.watch(JUDGE, ANN, NOW.minusSeconds(9)));
    assertThat(found(ANN).orElseThrow().due()).isEqualTo(NOW.minusSeconds(9));
  }

  @Test
  void whatWasSeenStaysUnlessItIsWatchedAnew() {
    Instant later = NOW.plusSeconds(60);
    commit(polls -> polls.watch(JUDGE, ANN, NOW));
    take(NOW, later);
    commit(polls -> polls.put(poll(ANN, later, 1L << 53, NOW)));
    commit(polls -> polls.watch(JUDGE, ANN, NOW));
    assertThat(found(ANN)).contains(poll(ANN, NOW, 1L << 53, NOW));
    commit(polls -> polls.watchAnew(JUDGE, ANN, later));
    assertThat(found(ANN)).contains(poll(ANN, NOW, 0, null));
  }

  @Test
  void theLongestDueIsTakenFirstAndNoneThatIsNotDue() {
    commit(
        polls -> {
          polls.watch(JUDGE, ANN, NOW.minusSeconds(1));
          polls.watch(JUDGE, BOB, NOW.minusSeconds(2));
          polls.watch(JUDGE, new JudgeAccount("cat"), NOW.plusSeconds(1));
          polls.watch("file", new JudgeAccount("dog"), NOW.minusSeconds(9));
        });
    Instant until = NOW.plusSeconds(30);
    assertThat(take(NOW, until)).contains(poll(BOB, NOW.minusSeconds(2), 0, null));
    assertThat(take(NOW, until)).contains(poll(ANN, NOW.minusSeconds(1), 0, null));
    assertThat(take(NOW, until)).isEmpty();
  }

  @Test
  void whatATakerDoesNotPutBackIsFreeAgainThen() {
    commit(polls -> polls.watch(JUDGE, ANN, NOW));
    Instant until = NOW.plusSeconds(30);
    assertThat(take(NOW, until)).isPresent();
    assertThat(take(until.minusNanos(1_000), until)).isEmpty();
    assertThat(take(until, until.plusSeconds(30))).isPresent();
  }

  @Test
  void aPollThatIsPutBackIsDueWhenItsTakerSaid() {
    commit(polls -> polls.watch(JUDGE, ANN, NOW));
    take(NOW, NOW.plusSeconds(30));
    Poll next = poll(ANN, NOW.plusSeconds(5), 77, NOW);
    commit(polls -> polls.put(next));
    assertThat(found(ANN)).contains(next);
    assertThat(take(NOW.plusSeconds(4), NOW.plusSeconds(40))).isEmpty();
    assertThat(take(NOW.plusSeconds(5), NOW.plusSeconds(40))).contains(next);
    Poll last = poll(ANN, NOW.plusSeconds(90), 78, NOW.plusSeconds(5));
    commit(polls -> polls.put(last));
    assertThat(found(ANN)).contains(last);
  }

  @Test
  void anAccountWatchedWhileItIsTakenIsAskedAboutAgainAndNotByTwoAtATime() {
    commit(polls -> polls.watch(JUDGE, ANN, NOW));
    take(NOW, NOW.plusSeconds(30));
    commit(polls -> polls.watch(JUDGE, ANN, NOW.plusSeconds(1)));
    assertThat(take(NOW.plusSeconds(2), NOW.plusSeconds(40))).isEmpty();
    commit(polls -> polls.put(poll(ANN, NOW.plusSeconds(60), 5, NOW)));
    assertThat(found(ANN)).contains(poll(ANN, NOW.plusSeconds(1), 5, NOW));
    assertThat(take(NOW.plusSeconds(3), NOW.plusSeconds(40))).isPresent();
  }

  @Test
  void whatItsTakerSawDoesNotCountForARoomThatBeganMeanwhile() {
    commit(polls -> polls.watch(JUDGE, ANN, NOW));
    take(NOW, NOW.plusSeconds(30));
    commit(polls -> polls.watchAnew(JUDGE, ANN, NOW.plusSeconds(1)));
    commit(polls -> polls.put(poll(ANN, NOW.plusSeconds(60), 5, NOW)));
    assertThat(found(ANN)).contains(poll(ANN, NOW.plusSeconds(1), 0, null));
    take(NOW.plusSeconds(1), NOW.plusSeconds(30));
    Poll next = poll(ANN, NOW.plusSeconds(60), 6, NOW.plusSeconds(1));
    commit(polls -> polls.put(next));
    assertThat(found(ANN)).contains(next);
  }

  @Test
  void nobodyIsAskedAboutAnAccountThatIsNotWatchedAnyMore() {
    commit(polls -> polls.watch(JUDGE, ANN, NOW));
    commit(polls -> polls.watch(JUDGE, BOB, NOW));
    commit(polls -> polls.unwatch(JUDGE, BOB));
    Poll taken = take(NOW, NOW.plusSeconds(30)).orElseThrow();
    assertThat(taken.account()).isEqualTo(ANN);
    commit(polls -> polls.unwatch(JUDGE, ANN));
    commit(polls -> polls.put(poll(ANN, NOW.plusSeconds(5), 7, NOW)));
    assertThat(found(ANN)).isEmpty();
    assertThat(take(NOW.plusSeconds(60), NOW.plusSeconds(90))).isEmpty();
    commit(polls -> polls.unwatch(JUDGE, ANN));
  }

  @Test
  void anAccountThatPlaysInAnotherRoomStaysWatched() {
    RoomSamples samples = new RoomSamples(3);
    Room room = samples.waiting();
    Room active = RoomSamples.in(room, RoomStatus.ACTIVE);
    storage.transact(
        t -> {
          t.rooms().insert(room);
          t.polls().watchAnew("file", RoomSamples.ANN, NOW);
          return t.rooms().update(room, active);
        });
    commit(polls -> polls.unwatch("file", RoomSamples.ANN));
    assertThat(isWatched("file")).isTrue();
    commit(polls -> polls.watch(JUDGE, RoomSamples.ANN, NOW));
    commit(polls -> polls.unwatch(JUDGE, RoomSamples.ANN));
    assertThat(isWatched(JUDGE)).isFalse();
    storage.transact(
        t -> {
          assertThat(t.rooms().update(active, RoomSamples.in(active, RoomStatus.ENDED))).isTrue();
          t.polls().unwatch("file", RoomSamples.ANN);
          return null;
        });
    assertThat(isWatched("file")).isFalse();
  }

  private boolean isWatched(String judge) {
    return storage.<Optional<Poll>>read(t -> t.polls().find(judge, RoomSamples.ANN)).isPresent();
  }

  @Test
  void twoNeverTakeTheSame() throws Exception {
    int accounts = 40;
    commit(
        polls -> {
          for (int i = 0; i < accounts; i++) {
            polls.watch(JUDGE, new JudgeAccount("a" + i), NOW.minusSeconds(i));
          }
        });
    Set<JudgeAccount> taken = Collections.synchronizedSet(new HashSet<>());
    List<JudgeAccount> twice = Collections.synchronizedList(new ArrayList<>());
    inParallel(
        4,
        () -> {
          for (Optional<Poll> next = take(NOW, NOW.plusSeconds(60));
              next.isPresent();
              next = take(NOW, NOW.plusSeconds(60))) {
            if (!taken.add(next.get().account())) {
              twice.add(next.get().account());
            }
          }
        });
    assertThat(twice).isEmpty();
    assertThat(taken).hasSize(accounts);
  }

  @Test
  void takingIsPartOfItsTransaction() {
    commit(polls -> polls.watch(JUDGE, ANN, NOW));
    try {
      commit(
          polls -> {
            assertThat(polls.take(JUDGE, NOW, NOW.plusSeconds(30))).isPresent();
            assertThat(polls.take(JUDGE, NOW, NOW.plusSeconds(30))).isEmpty();
            throw new IllegalArgumentException("on purpose");
          });
    } catch (IllegalArgumentException expected) {
      assertThat(expected).hasMessage("on purpose");
    }
    assertThat(take(NOW, NOW.plusSeconds(30))).isPresent();
  }
}
