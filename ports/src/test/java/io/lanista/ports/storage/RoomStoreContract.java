package io.lanista.ports.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.event.Subject;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.Attendance;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Verdict;
import io.lanista.ports.schedule.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RoomStore} keeps to. */
public abstract class RoomStoreContract {
  private static final Instant NOW = RoomSamples.NOW;

  protected final RoomSamples samples = new RoomSamples(11);
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

  protected final void commit(Consumer<Transaction> work) {
    storage.transact(
        t -> {
          work.accept(t);
          return null;
        });
  }

  private Room stored(Room room) {
    commit(t -> t.rooms().insert(room));
    return room;
  }

  private boolean update(Room from, Room to) {
    return storage.transact(t -> t.rooms().update(from, to));
  }

  private Room updated(Room from, Room to) {
    assertThat(update(from, to)).isTrue();
    return to;
  }

  private Room found(RoomId id) {
    return storage.<Optional<Room>>read(t -> t.rooms().find(id)).orElseThrow();
  }

  private boolean record(RoomId id, RoomSubmission submission) {
    return storage.transact(t -> t.rooms().record(id, submission));
  }

  private List<RoomSubmission> submissions(RoomId id) {
    return storage.read(t -> t.rooms().submissions(id));
  }

  // Rooms

  @Test
  void aBareRoomIsFoundAsItWas() {
    Room room = stored(samples.waiting());
    assertThat(found(room.id())).isEqualTo(room);
    assertThat(storage.<Optional<Room>>transact(t -> t.rooms().find(room.id()))).contains(room);
  }

  @Test
  void aRoomWhoseProblemsAreDrawnLaterIsFoundAsItWasAndWithThemThen() {
    Room room = stored(samples.drawing());
    assertThat(found(room.id())).isEqualTo(room);
    Room drawn = updated(room, RoomSamples.drawn(room, samples.waiting().problems()));
    assertThat(found(room.id())).isEqualTo(drawn);
  }

  @Test
  void ratingsThatAreFoundOutLaterAreKept() {
    Room room = stored(samples.waiting());
    Room rated = updated(room, RoomSamples.rated(room, 1_234));
    assertThat(found(room.id())).isEqualTo(rated);
  }

  @Test
  void aFullRoomIsFoundAsItWasWhetherItCameAtOnceOrByAnUpdate() {
    Room room = stored(samples.waiting());
    Room ended = updated(room, RoomSamples.ended(room));
    assertThat(found(room.id())).isEqualTo(ended);
    Room full = RoomSamples.ended(samples.waiting());
    Room atOnce = full.withVersion(1);
    stored(atOnce);
    assertThat(found(atOnce.id())).isEqualTo(atOnce);
  }

  @Test
  void whatAnUpdateLeavesOutIsGone() {
    Room room = stored(samples.waiting());
    Room ended = updated(room, RoomSamples.ended(room));
    Room bare = room.withVersion(3);
    updated(ended, bare);
    assertThat(found(room.id())).isEqualTo(bare);
  }

  @Test
  void manyProblemsKeepTheirOrderAndOtherOnesTakeTheirPlace() {
    Room room = stored(samples.drawing());
    List<Problem> problems = new ArrayList<>();
    for (int i = 99; i >= 0; i--) {
      problems.add(
          new Problem(ProblemId.of("P" + i), "Problem " + i, Optional.of(i), i, Optional.empty()));
    }
    Room drawn = updated(room, RoomSamples.drawn(room, problems));
    assertThat(found(room.id()).problems()).isEqualTo(problems);
    List<Problem> other = List.of(problems.get(3), problems.get(1));
    updated(drawn, RoomSamples.drawn(drawn, other));
    assertThat(found(room.id()).problems()).isEqualTo(other);
  }

  @Test
  void anUnknownRoomIsNotFoundAndNotUpdated() {
    Room room = samples.waiting();
    assertThat(storage.<Optional<Room>>read(t -> t.rooms().find(room.id()))).isEmpty();
    assertThat(update(room, RoomSamples.in(room, RoomStatus.ACTIVE))).isFalse();
  }

  @Test
  void whatWasReadBeforeSomebodyWroteIsNotWrittenOver() {
    Room room = stored(samples.waiting());
    Room active = updated(room, RoomSamples.in(room, RoomStatus.ACTIVE));
    assertThat(update(room, RoomSamples.ended(room))).isFalse();
    assertThat(found(room.id())).isEqualTo(active);
  }

  @Test
  void anUpdateThatLostMayBeFollowedByOtherWritesOfItsTransaction() {
    Room room = stored(samples.waiting());
    updated(room, RoomSamples.in(room, RoomStatus.ACTIVE));
    commit(
        t -> {
          assertThat(t.rooms().update(room, RoomSamples.ended(room))).isFalse();
          t.deadlines().set(new Deadline(Subject.room(room.id()), Deadline.Kind.ROOM, NOW));
        });
    assertThat(deadlines())
        .containsExactly(new Deadline(Subject.room(room.id()), Deadline.Kind.ROOM, NOW));
  }

  @Test
  void aVersionIsNeitherLeftOutNorWrittenAgain() {
    Room room = stored(samples.waiting());
    assertThatThrownBy(() -> update(room, room.withVersion(3)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> update(room, room)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> update(room, RoomSamples.in(samples.waiting(), RoomStatus.ACTIVE)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(found(room.id())).isEqualTo(room);
  }

  @Test
  void ofTwoWhoWriteAtTheSameTimeOneWins() throws Exception {
    Room room = stored(samples.waiting());
    for (int round = 0; round < 10; round++) {
      Room before = found(room.id());
      CyclicBarrier together = new CyclicBarrier(2);
      List<CompletableFuture<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        writers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  meet(together);
                  return update(before, RoomSamples.in(before, RoomStatus.ACTIVE));
                }));
      }
      boolean one = writers.get(0).get(30, TimeUnit.SECONDS);
      boolean other = writers.get(1).get(30, TimeUnit.SECONDS);
      assertThat(one).isNotEqualTo(other);
      assertThat(found(room.id()).version()).isEqualTo(before.version() + 1);
    }
  }

  @Test
  void whatATransactionThatWritesHasReadIsNotWrittenByOthersUntilItEnds() throws Exception {
    Room room = stored(samples.waiting());
    CompletableFuture<Boolean> other = new CompletableFuture<>();
    Thread writer =
        new Thread(() -> other.complete(update(room, RoomSamples.ended(room))), "other-writer");
    commit(
        t -> {
          Room read = t.rooms().find(room.id()).orElseThrow();
          writer.start();
          assertThatThrownBy(() -> other.get(200, TimeUnit.MILLISECONDS))
              .isInstanceOf(TimeoutException.class);
          assertThat(t.rooms().update(read, RoomSamples.in(read, RoomStatus.ACTIVE))).isTrue();
        });
    assertThat(other.get(30, TimeUnit.SECONDS)).isFalse();
    assertThat(found(room.id()).status()).isEqualTo(RoomStatus.ACTIVE);
  }

  @Test
  void whoReadsWritesAndTriesAgainLosesNothing() throws Exception {
    Room room = stored(samples.waiting());
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int done = 0; done < 5; ) {
                  Room before = found(room.id());
                  done += update(before, RoomSamples.in(before, RoomStatus.ACTIVE)) ? 1 : 0;
                }
              }));
    }
    for (CompletableFuture<Void> writer : writers) {
      writer.get(60, TimeUnit.SECONDS);
    }
    assertThat(found(room.id()).version()).isEqualTo(21);
  }

  protected static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void aRoomIsNotInsertedTwice() {
    Room room = stored(samples.waiting());
    assertThatThrownBy(() -> stored(room)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void everythingOfARoomIsRolledBackTogether() {
    Room room = stored(samples.waiting());
    IllegalArgumentException refused = new IllegalArgumentException("on purpose");
    assertThatThrownBy(
            () ->
                commit(
                    t -> {
                      assertThat(t.rooms().update(room, RoomSamples.ended(room))).isTrue();
                      t.rooms().append(room.id(), List.of(event(1)));
                      t.rooms().record(room.id(), RoomSamples.submission(1, Verdict.ACCEPTED));
                      t.rooms().seen(room.id(), new Username("cat"), NOW);
                      t.deadlines()
                          .set(new Deadline(Subject.room(room.id()), Deadline.Kind.ROOM, NOW));
                      throw refused;
                    }))
        .isSameAs(refused);
    assertThat(found(room.id())).isEqualTo(room);
    assertThat(submissions(room.id())).isEmpty();
    assertThat(events(room.id(), 0, 10)).isEmpty();
    assertThat(deadlines()).isEmpty();
  }

  @Test
  void aTransactionSeesWhatItWrote() {
    Room room = samples.waiting();
    commit(
        t -> {
          t.rooms().insert(room);
          assertThat(t.rooms().find(room.id())).contains(room);
          Room ended = RoomSamples.ended(room);
          assertThat(t.rooms().update(room, ended)).isTrue();
          assertThat(t.rooms().find(room.id())).contains(ended);
          t.rooms().append(room.id(), List.of(event(1)));
          assertThat(t.rooms().events(room.id(), 0, 5)).hasSize(1);
          t.rooms().record(room.id(), RoomSamples.submission(1, Verdict.WRONG));
          t.rooms().decide(room.id(), 1, RoomSubmission.State.COUNTED);
          assertThat(t.rooms().undecided(room.id())).isEmpty();
          assertThat(t.rooms().find(room.id()).orElseThrow().wrong())
              .isEqualTo(Map.of(RoomSamples.RED, 1));
        });
  }

  @Test
  void aSignOfLifeLeavesTheVersionAndAnUpdateLeavesTheSignOfLife() {
    Room room = stored(samples.waiting());
    commit(t -> t.rooms().seen(room.id(), new Username("Ann"), NOW.plusSeconds(5)));
    Room seen = found(room.id());
    assertThat(seen.version()).isEqualTo(1);
    assertThat(seen.members())
        .containsEntry("Ann", new Attendance(false, Optional.of(NOW.plusSeconds(5))))
        .containsEntry("cat", new Attendance(false, Optional.empty()));
    updated(room, RoomSamples.ended(room));
    assertThat(found(room.id()).members())
        .containsEntry("Ann", new Attendance(true, Optional.of(NOW.plusSeconds(5))));
  }

  @Test
  void anOlderSignOfLifeChangesNothingAndNamesAreComparedWithoutCase() {
    Room room = stored(samples.waiting());
    commit(t -> t.rooms().seen(room.id(), new Username("ANN"), NOW.plusSeconds(5)));
    commit(t -> t.rooms().seen(room.id(), new Username("ann"), NOW.plusSeconds(4)));
    commit(t -> t.rooms().seen(room.id(), new Username("nobody"), NOW));
    commit(t -> t.rooms().seen(samples.waiting().id(), new Username("ann"), NOW));
    assertThat(found(room.id()).members().get("Ann").lastSeen()).contains(NOW.plusSeconds(5));
  }

  @Test
  void instantsOfARoomAreCutToTheMicrosecond() {
    Room room = stored(samples.waiting(NOW.plusNanos(999), "file", true));
    assertThat(found(room.id()).plan().createdAt()).isEqualTo(NOW);
    commit(t -> t.rooms().seen(room.id(), new Username("Ann"), NOW.plusNanos(1_999)));
    assertThat(found(room.id()).members().get("Ann").lastSeen()).contains(NOW.plusNanos(1_000));
  }

  // Lists

  @Test
  void pagesHoldEveryPublicRoomOnceTheNewestFirst() {
    List<Room> open = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      open.add(stored(samples.waiting(NOW.plusSeconds(i / 2), "file", true)));
      stored(samples.waiting(NOW.plusSeconds(i / 2), "file", false));
    }
    List<Room> read = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Optional<Cursor> from = after;
      Page<Room> page = storage.read(t -> t.rooms().recent(from, 3));
      assertThat(page.items().size()).isLessThanOrEqualTo(3);
      read.addAll(page.items());
      after = page.next();
    } while (after.isPresent());
    assertThat(read).containsExactlyInAnyOrderElementsOf(open);
    for (int i = 1; i < read.size(); i++) {
      Room one = read.get(i - 1);
      Room next = read.get(i);
      assertThat(one.plan().createdAt()).isAfterOrEqualTo(next.plan().createdAt());
      if (one.plan().createdAt().equals(next.plan().createdAt())) {
        assertThat(one.id().toString()).isLessThan(next.id().toString());
      }
    }
  }

  @Test
  void roomsOnAPageAreWholeWithTheirOwnTeamsProblemsAndCounts() {
    Room one = stored(samples.waiting(NOW, "file", true));
    Room other = stored(samples.drawing());
    updated(one, RoomSamples.ended(one));
    record(one.id(), RoomSamples.submission(1, Verdict.WRONG));
    commit(t -> t.rooms().decide(one.id(), 1, RoomSubmission.State.COUNTED));
    Page<Room> page = storage.read(t -> t.rooms().recent(Optional.empty(), 10));
    assertThat(page.items()).containsExactlyInAnyOrder(found(one.id()), other);
    assertThat(page.next()).isEmpty();
    assertThat(found(one.id()).wrong()).isEqualTo(Map.of(RoomSamples.RED, 1));
  }

  @Test
  void roomsThatHaveNotEndedAreListedOldestFirst() {
    Room late = stored(samples.waiting(NOW.plusSeconds(9), "file", false));
    Room active = samples.waiting(NOW, "file", true);
    stored(active);
    updated(active, RoomSamples.in(active, RoomStatus.JUDGING));
    Room ended = stored(samples.waiting(NOW.minusSeconds(1), "file", true));
    updated(ended, RoomSamples.in(ended, RoomStatus.ENDED));
    assertThat(storage.<List<RoomId>>read(t -> t.rooms().open(10)))
        .containsExactly(active.id(), late.id());
    assertThat(storage.<List<RoomId>>read(t -> t.rooms().open(1))).containsExactly(active.id());
  }

  @Test
  void openRoomsOfAPlayerAreCountedUntilTheyHaveEnded() {
    Room room = stored(samples.waiting());
    stored(samples.waiting());
    PlayerId creator = room.plan().creator();
    assertThat(openBy(creator)).isEqualTo(1);
    Room played = updated(room, RoomSamples.in(room, RoomStatus.ACTIVE));
    assertThat(openBy(creator)).isEqualTo(1);
    Room judged = updated(played, RoomSamples.in(played, RoomStatus.JUDGING));
    assertThat(openBy(creator)).isEqualTo(1);
    updated(judged, RoomSamples.in(judged, RoomStatus.ENDED));
    assertThat(openBy(creator)).isZero();
  }

  private int openBy(PlayerId creator) {
    return storage.read(t -> t.rooms().openBy(creator));
  }

  @Test
  void anAccountPlaysInActiveAndJudgingRoomsOfItsJudge() {
    Map<RoomStatus, Room> rooms = new LinkedHashMap<>();
    for (RoomStatus status : RoomStatus.values()) {
      Room room = stored(samples.waiting());
      rooms.put(status, updated(room, RoomSamples.in(room, status)));
    }
    Room elsewhere = stored(samples.waiting(NOW, "hook", true));
    updated(elsewhere, RoomSamples.in(elsewhere, RoomStatus.ACTIVE));
    assertThat(storage.<List<RoomId>>read(t -> t.rooms().playing("file", RoomSamples.BOB)))
        .containsExactlyInAnyOrder(
            rooms.get(RoomStatus.ACTIVE).id(), rooms.get(RoomStatus.JUDGING).id());
    assertThat(storage.<List<RoomId>>read(t -> t.rooms().playing("hook", RoomSamples.CAT)))
        .containsExactly(elsewhere.id());
    assertThat(
            storage.<List<RoomId>>read(t -> t.rooms().playing("file", new JudgeAccount("nobody"))))
        .isEmpty();
  }

  // Events

  private static RoomEvent event(long id) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("z", id);
    data.put("a", null);
    return new RoomEvent(id, "room.test", data, NOW);
  }

  private List<RoomEvent> events(RoomId id, long after, int limit) {
    return storage.read(t -> t.rooms().events(id, after, limit));
  }

  @Test
  void lastEventsAreThoseOfTheRoomsAskedFor() {
    Room quiet = stored(samples.waiting());
    Room ended = stored(samples.waiting());
    updated(ended, RoomSamples.ended(ended));
    stored(samples.waiting());
    RoomId unknown = samples.waiting().id();
    assertThat(lastEvents(List.of(quiet.id(), unknown, ended.id())))
        .isEqualTo(Map.of(quiet.id(), 0L, ended.id(), 7L));
    assertThat(lastEvents(List.of())).isEmpty();
    assertThat(lastEvents(List.of(unknown))).isEmpty();
  }

  private Map<RoomId, Long> lastEvents(List<RoomId> rooms) {
    return storage.read(t -> t.rooms().lastEvents(rooms));
  }

  @Test
  void eventsAreReadInOrderAfterAnyOfThem() {
    Room room = stored(samples.waiting());
    Room other = stored(samples.waiting());
    commit(t -> t.rooms().append(room.id(), List.of(event(1), event(2))));
    commit(t -> t.rooms().append(other.id(), List.of(event(1))));
    commit(t -> t.rooms().append(room.id(), List.of(event(3))));
    commit(t -> t.rooms().append(room.id(), List.of()));
    assertThat(events(room.id(), 0, 10)).extracting(RoomEvent::id).containsExactly(1L, 2L, 3L);
    assertThat(events(room.id(), 1, 1)).extracting(RoomEvent::id).containsExactly(2L);
    assertThat(events(room.id(), 3, 5)).isEmpty();
    assertThat(events(other.id(), 0, 5)).hasSize(1);
  }

  @Test
  void theDataOfAnEventIsReadAsJsonWouldBeInItsOrder() {
    Room room = stored(samples.waiting());
    Map<String, Object> scores = new LinkedHashMap<>();
    scores.put("z|1", 80);
    scores.put("a ß \"q\" 狐", 0);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("timestamp", 1_772_359_200_123L);
    data.put("scores", scores);
    data.put("winner", null);
    data.put("provisional", true);
    data.put("index", 3L);
    data.put("problems", Arrays.asList("1A", null, Map.of("points", Integer.MAX_VALUE)));
    data.put("text", "line\nbreak \u2028 \\ /");
    commit(t -> t.rooms().append(room.id(), List.of(new RoomEvent(1, "room.score", data, NOW))));
    RoomEvent read = events(room.id(), 0, 1).get(0);
    data.put("index", 3);
    assertThat(read).isEqualTo(new RoomEvent(1, "room.score", data, NOW));
    assertThat(read.data().keySet())
        .containsExactly(
            "timestamp", "scores", "winner", "provisional", "index", "problems", "text");
    assertThat(((Map<?, ?>) read.data().get("scores")).keySet()).hasToString("[z|1, a ß \"q\" 狐]");
  }

  @Test
  void eventsLeaveNoGapAndComeOnce() {
    Room room = stored(samples.waiting());
    commit(t -> t.rooms().append(room.id(), List.of(event(1))));
    for (List<RoomEvent> wrong :
        List.of(List.of(event(3)), List.of(event(1)), List.of(event(2), event(4)))) {
      assertThatThrownBy(() -> commit(t -> t.rooms().append(room.id(), wrong)))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(events(room.id(), 0, 10)).hasSize(1);
  }

  // Submissions

  @Test
  void aSubmissionIsWrittenDownOnceHoweverOftenItComes() {
    Room room = stored(samples.waiting());
    Room other = stored(samples.waiting());
    RoomSubmission submission = RoomSamples.submission(1L << 53, Verdict.ACCEPTED);
    assertThat(record(room.id(), submission)).isTrue();
    assertThat(record(room.id(), submission)).isFalse();
    assertThat(record(other.id(), submission)).isTrue();
    assertThat(submissions(room.id())).containsExactly(submission);
  }

  @Test
  void ofManyWhoWriteTheSameSubmissionDownOneDoes() throws Exception {
    Room room = stored(samples.waiting());
    for (int round = 0; round < 5; round++) {
      RoomSubmission submission = RoomSamples.submission(round, Verdict.ACCEPTED);
      CyclicBarrier together = new CyclicBarrier(3);
      List<CompletableFuture<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        writers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  meet(together);
                  return record(room.id(), submission);
                }));
      }
      int written = 0;
      for (CompletableFuture<Boolean> writer : writers) {
        written += writer.get(30, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertThat(written).isOne();
    }
    assertThat(submissions(room.id())).hasSize(5);
  }

  @Test
  void aPendingVerdictBecomesOneOnceAndNeverAnother() {
    Room room = stored(samples.waiting());
    assertThat(record(room.id(), RoomSamples.submission(5, Verdict.PENDING))).isTrue();
    assertThat(waiting(room.id())).isTrue();
    assertThat(record(room.id(), RoomSamples.submission(5, Verdict.PENDING))).isFalse();
    assertThat(undecided(room.id())).isEmpty();
    assertThat(record(room.id(), RoomSamples.submission(5, Verdict.WRONG))).isTrue();
    assertThat(waiting(room.id())).isFalse();
    assertThat(record(room.id(), RoomSamples.submission(5, Verdict.ACCEPTED))).isFalse();
    assertThat(record(room.id(), RoomSamples.submission(5, Verdict.PENDING))).isFalse();
    assertThat(undecided(room.id())).containsExactly(RoomSamples.submission(5, Verdict.WRONG));
  }

  @Test
  void aVerdictChangesNothingElseOfItsSubmission() {
    Room room = stored(samples.waiting());
    record(room.id(), RoomSamples.submission(5, Verdict.PENDING));
    Submission other = new Submission(5, RoomSamples.CAT, RoomSamples.SECOND, 1, Verdict.ACCEPTED);
    record(room.id(), new RoomSubmission(other, RoomSamples.BLUE, RoomSubmission.State.OUTSIDE));
    assertThat(submissions(room.id())).containsExactly(RoomSamples.submission(5, Verdict.ACCEPTED));
  }

  private boolean waiting(RoomId id) {
    return storage.read(t -> t.rooms().isWaitingForVerdicts(id));
  }

  private List<RoomSubmission> undecided(RoomId id) {
    return storage.read(t -> t.rooms().undecided(id));
  }

  @Test
  void undecidedAreThoseWithAVerdictThatMattersUntilTheyAreDecided() {
    Room room = stored(samples.waiting());
    RoomSubmission accepted = RoomSamples.submission(9, Verdict.ACCEPTED);
    RoomSubmission wrong = RoomSamples.submission(2, Verdict.WRONG);
    commit(
        t -> {
          t.rooms().record(room.id(), accepted);
          t.rooms().record(room.id(), wrong);
          t.rooms().record(room.id(), RoomSamples.submission(3, Verdict.IGNORED));
          t.rooms().record(room.id(), RoomSamples.submission(4, Verdict.PENDING));
        });
    assertThat(undecided(room.id())).containsExactly(wrong, accepted);
    commit(t -> t.rooms().decide(room.id(), 2, RoomSubmission.State.OUTSIDE));
    assertThat(undecided(room.id())).containsExactly(accepted);
    commit(t -> t.rooms().decide(room.id(), 9, RoomSubmission.State.COUNTED));
    assertThat(undecided(room.id())).isEmpty();
    assertThat(submissions(room.id()))
        .extracting(RoomSubmission::state)
        .containsExactly(
            RoomSubmission.State.OUTSIDE,
            RoomSubmission.State.RECEIVED,
            RoomSubmission.State.RECEIVED,
            RoomSubmission.State.COUNTED);
  }

  @Test
  void nobodyRecordsWhileATransactionThatWritesHasReadWhatIsUndecided() throws Exception {
    Room room = stored(samples.waiting());
    CompletableFuture<Boolean> other = new CompletableFuture<>();
    Thread writer =
        new Thread(
            () -> other.complete(record(room.id(), RoomSamples.submission(1, Verdict.ACCEPTED))),
            "other-writer");
    commit(
        t -> {
          assertThat(t.rooms().undecided(room.id())).isEmpty();
          writer.start();
          assertThatThrownBy(() -> other.get(200, TimeUnit.MILLISECONDS))
              .isInstanceOf(TimeoutException.class);
          t.rooms().update(room, RoomSamples.ended(room));
        });
    assertThat(other.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void wrongOnesThatCountAreCountedByTeam() {
    Room room = stored(samples.waiting());
    commit(
        t -> {
          for (long id = 1; id <= 4; id++) {
            t.rooms().record(room.id(), RoomSamples.submission(id, Verdict.WRONG));
          }
          t.rooms().record(room.id(), RoomSamples.submission(5, Verdict.ACCEPTED));
          for (long id = 1; id <= 2; id++) {
            t.rooms().decide(room.id(), id, RoomSubmission.State.COUNTED);
          }
          t.rooms().decide(room.id(), 3, RoomSubmission.State.OUTSIDE);
          t.rooms().decide(room.id(), 5, RoomSubmission.State.COUNTED);
        });
    assertThat(found(room.id()).wrong()).isEqualTo(Map.of(RoomSamples.RED, 2));
  }

  // Deadlines

  @Test
  void aRoomHasOneDeadlineThatMovesAndGoes() {
    Subject subject = Subject.room(samples.waiting().id());
    commit(t -> t.deadlines().set(new Deadline(subject, Deadline.Kind.ROOM, NOW)));
    Deadline moved = new Deadline(subject, Deadline.Kind.ROOM, NOW.plusSeconds(9));
    commit(t -> t.deadlines().set(moved));
    assertThat(deadlines()).containsExactly(moved);
    commit(t -> t.deadlines().cancel(subject, Deadline.Kind.ROOM));
    assertThat(deadlines()).isEmpty();
  }
}
