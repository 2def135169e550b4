package io.lanista.engine.event;

import static io.lanista.engine.Answered.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.EventBus;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.storage.InMemoryStorage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
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

    @Override
    public void publish(List<PublishedEvent> events) {
      if (refusing) {
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
