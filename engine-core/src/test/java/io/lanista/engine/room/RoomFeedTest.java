package io.lanista.engine.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSignals;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.Storage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RoomFeedTest {
  private static final int SEEDS = Integer.getInteger("lanista.rooms.feed.seeds", 8);
  private static final OptionalLong FRESH = OptionalLong.empty();

  private final InMemoryStorage storage = new InMemoryStorage();
  private final RoomCommits commits = RoomLog.commits();
  private final RecordingWatcher.Form form = new RecordingWatcher.Form(0);
  private RoomFeed feed = new RoomFeed(storage, commits, RoomSignals.none(), form, false);

  @AfterEach
  void close() {
    feed.close();
  }

  private RoomLog room() {
    return new RoomLog(storage, commits, 1);
  }

  private Runnable watch(RoomLog room, OptionalLong last, RoomWatcher watcher) {
    return feed.watch(room.now(), last, watcher);
  }

  private static List<String> ids(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(Long::toString).toList();
  }

  @Test
  void newWatcherGetsTheStateAndThenEveryEvent() throws Exception {
    RoomLog room = room();
    room.write(3);
    RecordingWatcher watcher = new RecordingWatcher();
    watch(room, FRESH, watcher);
    room.write(2);
    room.write(250);
    assertThat(watcher.await(253)).startsWith("state 3").hasSize(253);
    assertThat(watcher.shown().subList(1, 253)).isEqualTo(ids(4, 255));
  }

  @Test
  void watcherWhoComesBackGetsWhatItMissed() throws Exception {
    RoomLog room = room();
    room.write(900);
    RecordingWatcher watcher = new RecordingWatcher();
    watch(room, OptionalLong.of(5), watcher);
    room.write(1);
    assertThat(watcher.await(896)).isEqualTo(ids(6, 901));
  }

  @Test
  void watcherWhoMissedNothingGetsOnlyWhatIsNew() throws Exception {
    RoomLog room = room();
    room.write(5);
    RecordingWatcher watcher = new RecordingWatcher();
    watch(room, OptionalLong.of(5), watcher);
    room.write(1);
    assertThat(watcher.await(1)).containsExactly("6");
  }

  @Test
  void watcherTooFarBehindOrOfTheFutureGetsTheState() throws Exception {
    RoomLog room = room();
    room.write(1_001);
    RecordingWatcher old = new RecordingWatcher();
    watch(room, OptionalLong.of(0), old);
    RecordingWatcher future = new RecordingWatcher();
    watch(room, OptionalLong.of(1_002), future);
    room.write(1);
    assertThat(old.await(2)).containsExactly("state 1001", "1002");
    assertThat(future.await(2)).containsExactly("state 1001", "1002");
  }

  @Test
  void watcherWhoMissedTooManyBytesGetsTheState() throws Exception {
    feed.close();
    feed =
        new RoomFeed(storage, commits, RoomSignals.none(), new RecordingWatcher.Form(1_000), false);
    RoomLog room = room();
    room.write(500);
    RecordingWatcher watcher = new RecordingWatcher();
    watch(room, OptionalLong.of(1), watcher);
    assertThat(watcher.await(1)).containsExactly("state 500");
    RecordingWatcher nearer = new RecordingWatcher();
    watch(room, OptionalLong.of(400), nearer);
    assertThat(nearer.await(100)).isEqualTo(ids(401, 500));
  }

  @Test
  void streamEndsAfterTheLastEvent() throws Exception {
    RoomLog room = room();
    RecordingWatcher watcher = new RecordingWatcher();
    watch(room, FRESH, watcher);
    room.write(1);
    room.end();
    assertThat(watcher.ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(watcher.shown()).containsExactly("state 0", "1", "2");
    RecordingWatcher late = new RecordingWatcher();
    watch(room, OptionalLong.of(1), late);
    assertThat(late.shown()).containsExactly("2");
    assertThat(late.ended.getCount()).isZero();
    RecordingWatcher later = new RecordingWatcher();
    watch(room, OptionalLong.of(2), later);
    assertThat(later.shown()).isEmpty();
    assertThat(later.ended.getCount()).isZero();
    RecordingWatcher fresh = new RecordingWatcher();
    watch(room, FRESH, fresh);
    assertThat(fresh.shown()).containsExactly("state 2");
    assertThat(fresh.ended.getCount()).isZero();
  }

  @Test
  void lastEventThatComesWhileSomebodyJoinsEndsItsStream() {
    RoomLog room = room();
    room.write(1);
    RoomSnapshot before = room.now();
    room.end();
    RecordingWatcher watcher = new RecordingWatcher();
    feed.watch(before, OptionalLong.of(0), watcher);
    assertThat(watcher.shown()).containsExactly("1", "2");
    assertThat(watcher.ended.getCount()).isZero();
  }

  @Test
  void whatIsCommittedWhileSomebodyJoinsIsNotLost() throws Exception {
    RoomLog room = room();
    RoomSnapshot before = room.now();
    room.write(2);
    RecordingWatcher watcher = new RecordingWatcher();
    feed.watch(before, FRESH, watcher);
    assertThat(watcher.await(3)).containsExactly("state 0", "1", "2");
  }

  @Test
  void whoeverJoinsWhileTheLastEventIsSentGetsItToo() throws Exception {
    RoomLog room = room();
    RoomSnapshot before = room.now();
    RecordingWatcher late = new RecordingWatcher();
    feed.watch(
        before,
        OptionalLong.of(0),
        new RoomWatcher() {
          @Override
          public boolean offer(ByteBuffer events) {
            feed.watch(before, FRESH, late);
            return true;
          }

          @Override
          public void end() {}
        });
    room.end();
    assertThat(late.ended.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(late.shown()).containsExactly("state 0", "1");
    assertThat(feed.watchers(room.id())).isZero();
  }

  @Test
  void eventsAreEncodedOnceForEveryone() throws Exception {
    RoomLog room = room();
    List<RecordingWatcher> watchers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      watchers.add(new RecordingWatcher());
      watch(room, FRESH, watchers.get(i));
    }
    room.write(20);
    for (RecordingWatcher watcher : watchers) {
      assertThat(watcher.await(21)).hasSize(21);
    }
    assertThat(form.events.get()).isEqualTo(20);
  }

  @Test
  void watcherThatIsTooSlowOrBreaksIsForgottenWhileOthersGoOn() throws Exception {
    RoomLog room = room();
    RecordingWatcher slow = new RecordingWatcher(1);
    watch(room, FRESH, slow);
    watch(
        room,
        OptionalLong.of(0),
        new RoomWatcher() {
          @Override
          public boolean offer(ByteBuffer events) {
            throw new IllegalStateException("as told to");
          }

          @Override
          public void end() {}
        });
    RecordingWatcher quick = new RecordingWatcher();
    watch(room, FRESH, quick);
    room.write(1);
    assertThat(quick.await(2)).containsExactly("state 0", "1");
    room.write(1);
    assertThat(quick.await(3)).hasSize(3);
    assertThat(feed.watchers(room.id())).isEqualTo(1);
    assertThat(slow.shown()).containsExactly("state 0");
  }

  @Test
  void eventsThatCouldNotBeReadComeLater() throws Exception {
    feed.close();
    Unreadable failing = new Unreadable(storage);
    feed = new RoomFeed(failing, commits, RoomSignals.none(), form, false);
    RoomLog room = room();
    RecordingWatcher watcher = new RecordingWatcher();
    watch(room, FRESH, watcher);
    failing.fails = true;
    room.write(2);
    for (int i = 0; i < 20_000 && feed.unread() == 0; i++) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(feed.unread()).isEqualTo(1);
    failing.fails = false;
    // Nobody tells of them again: the look around does.
    assertThat(watcher.await(3)).containsExactly("state 0", "1", "2");
  }

  /** A storage that cannot be read for a while. */
  private static final class Unreadable implements Storage {
    private volatile boolean fails;
    private final Storage storage;

    Unreadable(Storage storage) {
      this.storage = storage;
    }

    @Override
    public <T> T transact(Work<T> work) {
      return storage.transact(work);
    }

    @Override
    public <T> T read(Work<T> work) {
      if (fails) {
        throw new EngineException(ErrorCode.STORAGE_UNAVAILABLE, "As told to.");
      }
      return storage.read(work);
    }

    @Override
    public void onEmit(Consumer<List<PublishedEvent>> listener) {
      storage.onEmit(listener);
    }

    @Override
    public void close() {}
  }

  @Test
  void signalsOfOtherEnginesAreHeardAndMissedOnesMadeUpFor() throws Exception {
    feed.close();
    List<Consumer<RoomId>> heard = new ArrayList<>();
    RoomSignals signals =
        new RoomSignals() {
          @Override
          public void announce(RoomId room, List<RoomEvent> events) {}

          @Override
          public void listen(Consumer<RoomId> listener) {
            heard.add(listener);
          }

          @Override
          public void close() {}
        };
    feed = new RoomFeed(storage, commits, signals, form, true);
    RoomLog room = room();
    RecordingWatcher watcher = new RecordingWatcher();
    watch(room, FRESH, watcher);
    room.writeSilently(1);
    heard.get(0).accept(room.id());
    assertThat(watcher.await(2)).containsExactly("state 0", "1");
    room.writeSilently(1);
    feed.lookAround();
    assertThat(watcher.await(3)).containsExactly("state 0", "1", "2");
  }

  @Test
  void oneQuestionTellsOfAllRoomsThatAreWatched() throws Exception {
    feed.close();
    Counted counted = new Counted(storage);
    feed = new RoomFeed(counted, commits, RoomSignals.none(), form, true);
    List<RoomLog> rooms = new ArrayList<>();
    List<RecordingWatcher> watchers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rooms.add(new RoomLog(storage, commits, 500 + i));
      watchers.add(new RecordingWatcher());
      watch(rooms.get(i), FRESH, watchers.get(i));
    }
    rooms.get(7).writeSilently(1);
    assertThat(watchers.get(7).await(2)).containsExactly("state 0", "1");
    Map<String, Integer> once = Map.of(Thread.currentThread().getName(), 1);
    // Who has come is still read for on other threads.
    for (int i = 0; i < 2_000 && !counted.reads.equals(once); i++) {
      LockSupport.parkNanos(1_000_000);
      counted.reads.clear();
      feed.lookAround();
    }
    assertThat(counted.reads).isEqualTo(once);
  }

  @Test
  void lookingAroundSurvivesADatabaseThatIsAway() throws Exception {
    feed.close();
    Unreadable failing = new Unreadable(storage);
    feed = new RoomFeed(failing, commits, RoomSignals.none(), form, true);
    RoomLog room = room();
    RecordingWatcher watcher = new RecordingWatcher();
    watch(room, FRESH, watcher);
    failing.fails = true;
    feed.lookAround();
    room.writeSilently(1);
    failing.fails = false;
    assertThat(watcher.await(2)).containsExactly("state 0", "1");
  }

  /** A storage that counts who reads, but for the looks around of the feed itself. */
  private static final class Counted implements Storage {
    private final Map<String, Integer> reads = new ConcurrentHashMap<>();
    private final Storage storage;

    Counted(Storage storage) {
      this.storage = storage;
    }

    @Override
    public <T> T transact(Work<T> work) {
      return storage.transact(work);
    }

    @Override
    public <T> T read(Work<T> work) {
      if (!Thread.currentThread().getName().equals("room-feed-watch")) {
        reads.merge(Thread.currentThread().getName(), 1, Integer::sum);
      }
      return storage.read(work);
    }

    @Override
    public void onEmit(Consumer<List<PublishedEvent>> listener) {
      storage.onEmit(listener);
    }

    @Override
    public void close() {}
  }

  @Test
  void roomsAreForgottenWithTheirLastWatcher() {
    RoomLog room = room();
    Runnable first = watch(room, FRESH, new RecordingWatcher());
    Runnable second = watch(room, FRESH, new RecordingWatcher());
    first.run();
    first.run();
    assertThat(feed.watchers(room.id())).isEqualTo(1);
    second.run();
    assertThat(feed.rooms()).isZero();
  }

  @Test
  void aThousandRoomsNeedNoThreadsOfTheirOwn() throws Exception {
    List<RecordingWatcher> watchers = new ArrayList<>();
    int before = Thread.activeCount();
    List<RoomLog> rooms = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      RoomLog room = new RoomLog(storage, commits, 1_000 + i);
      rooms.add(room);
      for (int j = 0; j < 4; j++) {
        RecordingWatcher watcher = new RecordingWatcher();
        watchers.add(watcher);
        watch(room, FRESH, watcher);
      }
    }
    for (RoomLog room : rooms.subList(0, 100)) {
      room.write(1);
    }
    for (RecordingWatcher watcher : watchers.subList(0, 400)) {
      assertThat(watcher.await(2)).containsExactly("state 0", "1");
    }
    assertThat(feed.rooms()).isEqualTo(1_000);
    assertThat(Thread.activeCount() - before).isLessThan(20);
  }

  /** N5, without the sockets: watchers go and come back while events are committed. */
  @Test
  void watchersWhoComeAndGoMissNothingAndGetNothingTwice() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      comeAndGo(seed);
    }
  }

  private void comeAndGo(int seed) throws Exception {
    RoomLog room = new RoomLog(storage, commits, 100 + seed);
    Random random = new Random(seed);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<Long>>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Random own = new Random(random.nextLong());
        readers.add(threads.submit(() -> readWithBreaks(room, own)));
      }
      Future<?> writer =
          threads.submit(
              () -> {
                for (int i = 0; i < 150; i++) {
                  room.write(1 + random.nextInt(3));
                }
                room.end();
              });
      writer.get(60, TimeUnit.SECONDS);
      long last = room.now().room().lastEvent();
      for (Future<List<Long>> reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS))
            .as("seed %d", seed)
            .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Every event it was shown, in that order, until the room ended. */
  private List<Long> readWithBreaks(RoomLog room, Random random) throws InterruptedException {
    List<Long> seen = Collections.synchronizedList(new ArrayList<>());
    boolean over = false;
    while (!over) {
      // From 0 on there is no state in between, so that all of the events have to come.
      long last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
      RecordingWatcher watcher = new RecordingWatcher();
      Runnable leave = feed.watch(room.now(), OptionalLong.of(last), watcher);
      watcher.await(1 + random.nextInt(20));
      leave.run();
      over = watcher.ended.getCount() == 0;
      if (!over && random.nextBoolean()) {
        // What came between the last look and leaving is not lost either.
        Thread.yield();
      }
      List<String> shown = watcher.shown();
      assertThat(shown).noneMatch(line -> line.startsWith("state"));
      shown.forEach(line -> seen.add(Long.parseLong(line)));
      over = over || watcher.ended.getCount() == 0 && seen.size() == room.now().room().lastEvent();
    }
    return List.copyOf(seen);
  }
}
