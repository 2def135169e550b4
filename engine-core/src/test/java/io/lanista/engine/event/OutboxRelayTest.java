package io.lanista.engine.event;

import static io.lanista.engine.Answered.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.EventBus;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.Storage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {
  private final InMemoryStorage storage = new InMemoryStorage();
  private final Collected bus = new Collected();

  /** A bus that keeps what it is given, and can refuse it. */
  private static final class Collected implements EventBus {
    private final List<Long> sequences = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;
    private volatile int refused;
    private volatile CountDownLatch holding = new CountDownLatch(0);

    @Override
    public void publish(List<PublishedEvent> events) {
      try {
        assertThat(holding.await(10, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      if (refusing) {
        refused++;
        throw new IllegalStateException("The bus is gone.");
      }
      events.forEach(e -> sequences.add(e.sequence()));
    }

    @Override
    public Subscription subscribe(String name, Consumer<PublishedEvent> subscriber) {
      throw new UnsupportedOperationException("Nobody listens here.");
    }

    @Override
    public void close() {
      refusing = true;
    }
  }

  private void emit(int count) {
    storage.transact(
        tx -> {
          for (int i = 0; i < count; i++) {
            PlayerId id = new PlayerId(new UUID(1, i));
            tx.emit(new DomainEvent.PlayerRegistered(id, "player" + i, Instant.EPOCH));
          }
          return null;
        });
  }

  /** Holds back what commits hand over, and counts readings. */
  private static final class Handing implements Storage {
    private final Storage storage;
    private final List<List<PublishedEvent>> held = new CopyOnWriteArrayList<>();
    private final AtomicInteger readings = new AtomicInteger();
    private Consumer<List<PublishedEvent>> relay;

    Handing(Storage storage) {
      this.storage = storage;
      storage.onEmit(held::add);
    }

    void handOver(int index) {
      relay.accept(held.get(index));
    }

    @Override
    public <T> T transact(Work<T> work) {
      return storage.transact(work);
    }

    @Override
    public <T> T read(Work<T> work) {
      readings.incrementAndGet();
      return storage.read(work);
    }

    @Override
    public void onEmit(Consumer<List<PublishedEvent>> listener) {
      relay = listener;
    }

    @Override
    public void close() {
      storage.close();
    }
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void publishesInOrderWhatWasAndWhatIsCommitted() {
    emit(600);
    try (OutboxRelay relay = new OutboxRelay(storage, bus)) {
      relay.start();
      emit(600);
      eventually("all are published", () -> bus.sequences.size() >= 1200);
    }
    assertThat(bus.sequences).isEqualTo(upTo(1200));
  }

  @Test
  void closingPublishesTheRestAndWritesItsPlace() {
    OutboxRelay relay = new OutboxRelay(storage, bus);
    relay.start();
    emit(3);
    relay.close();

    assertThat(bus.sequences).isEqualTo(upTo(3));
    long place = storage.<Long>read(tx -> tx.outbox().cursor("bus"));
    assertThat(place).isEqualTo(3);
    assertThat(storage.events()).isEmpty();

    OutboxRelay next = new OutboxRelay(storage, bus);
    next.start();
    emit(1);
    next.close();
    assertThat(bus.sequences).isEqualTo(upTo(4));
  }

  @Test
  void whatFollowsOneAnotherIsPublishedWithoutBeingRead() {
    Handing handing = new Handing(storage);
    try (OutboxRelay relay = new OutboxRelay(handing, bus)) {
      relay.start();
      int readings = handing.readings.get();
      for (int i = 0; i < 3; i++) {
        emit(2);
        handing.handOver(i);
      }
      eventually("all are published", () -> bus.sequences.size() == 6);
      assertThat(handing.readings).hasValue(readings);
    }
    assertThat(bus.sequences).isEqualTo(upTo(6));
  }

  @Test
  void commitsHandedOverInAnotherOrderArePublishedOnceAndInOrder() {
    Handing handing = new Handing(storage);
    try (OutboxRelay relay = new OutboxRelay(handing, bus)) {
      relay.start();
      emit(2);
      emit(2);
      emit(2);
      handing.handOver(1);
      handing.handOver(0);
      handing.handOver(2);
      eventually("all are published", () -> bus.sequences.size() >= 6);
    }
    assertThat(bus.sequences).isEqualTo(upTo(6));
  }

  @Test
  void whatWasNotHandedOverIsReadBeforeWhatFollows() {
    emit(3);
    Handing handing = new Handing(storage);
    try (OutboxRelay relay = new OutboxRelay(handing, bus)) {
      relay.start();
      emit(2);
      emit(1);
      handing.handOver(1);
      eventually("all are published", () -> bus.sequences.size() >= 6);
      emit(1);
      eventually("even the last one, that nobody speaks of", () -> bus.sequences.size() >= 7);
    }
    assertThat(bus.sequences).isEqualTo(upTo(7));
  }

  @Test
  void moreCommitsThanHaveRoomArePublishedAllTheSame() {
    Handing handing = new Handing(storage);
    try (OutboxRelay relay = new OutboxRelay(handing, bus)) {
      bus.holding = new CountDownLatch(1);
      relay.start();
      for (int i = 0; i < 1000; i++) {
        emit(1);
        handing.handOver(i);
      }
      bus.holding.countDown();
      eventually("all are published", () -> bus.sequences.size() >= 1000);
    }
    assertThat(bus.sequences).isEqualTo(upTo(1000));
  }

  @Test
  void handedOverEventsTheBusRefusedAreReadLater() {
    Handing handing = new Handing(storage);
    try (OutboxRelay relay = new OutboxRelay(handing, bus)) {
      bus.refusing = true;
      relay.start();
      emit(2);
      handing.handOver(0);
      eventually("the bus refused", () -> bus.refused > 0);
      bus.refusing = false;
      emit(1);
      handing.handOver(1);
      eventually("all are published", () -> bus.sequences.size() >= 3);
    }
    assertThat(bus.sequences).isEqualTo(upTo(3));
  }

  @Test
  void eventsTheBusRefusedAreStillThereAfterARestart() {
    emit(2);
    bus.refusing = true;
    OutboxRelay relay = new OutboxRelay(storage, bus);
    relay.start();
    relay.close();
    assertThat(storage.events()).hasSize(2);

    bus.refusing = false;
    OutboxRelay next = new OutboxRelay(storage, bus);
    next.start();
    next.close();

    assertThat(bus.sequences).isEqualTo(upTo(2));
  }

  @Test
  void keepsEventsThatAnotherConsumerStillNeeds() {
    storage.transact(
        tx -> {
          tx.outbox().advance("chain", 0);
          return null;
        });
    OutboxRelay relay = new OutboxRelay(storage, bus);
    relay.start();
    emit(2);
    relay.close();

    assertThat(bus.sequences).isEqualTo(upTo(2));
    assertThat(storage.events()).hasSize(2);
  }

  @Test
  void relayThatNeverStartedPublishesNothing() {
    emit(1);
    new OutboxRelay(storage, bus).close();

    assertThat(bus.sequences).isEmpty();
  }
}
