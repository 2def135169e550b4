package io.lanista.ports.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.player.PlayerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every event bus keeps to. */
public abstract class EventBusContract {
  private static final long PATIENCE_SECONDS = 10;

  private EventBus bus;

  /** A new bus without subscribers; the contract closes it. */
  protected abstract EventBus bus();

  @BeforeEach
  void open() {
    bus = bus();
  }

  @AfterEach
  void close() {
    bus.close();
  }

  private static List<PublishedEvent> events(long first, long last) {
    List<PublishedEvent> events = new ArrayList<>();
    for (long sequence = first; sequence <= last; sequence++) {
      PlayerId player = new PlayerId(new UUID(0, sequence));
      events.add(
          new PublishedEvent(
              sequence,
              new DomainEvent.PlayerRegistered(
                  player, "player" + sequence, Instant.ofEpochSecond(sequence))));
    }
    return events;
  }

  private static PublishedEvent next(BlockingQueue<PublishedEvent> seen)
      throws InterruptedException {
    PublishedEvent event = seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(event).as("an event within %s seconds", PATIENCE_SECONDS).isNotNull();
    return event;
  }

  @Test
  void everySubscriberSeesEveryEventInOrder() throws InterruptedException {
    BlockingQueue<PublishedEvent> one = new LinkedBlockingQueue<>();
    BlockingQueue<PublishedEvent> other = new LinkedBlockingQueue<>();
    bus.subscribe("one", one::add);
    bus.subscribe("other", other::add);

    bus.publish(events(1, 40));
    bus.publish(events(41, 50));

    for (PublishedEvent expected : events(1, 50)) {
      assertThat(next(one)).isEqualTo(expected);
      assertThat(next(other)).isEqualTo(expected);
    }
  }

  @Test
  void oneSubscriberIsCalledOnOneThreadAtATime() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    BlockingQueue<PublishedEvent> seen = new LinkedBlockingQueue<>();
    bus.subscribe(
        "careful",
        event -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          Thread.yield();
          inside.decrementAndGet();
          seen.add(event);
        });

    for (int i = 1; i <= 100; i++) {
      bus.publish(events(i, i));
    }

    for (int i = 1; i <= 100; i++) {
      next(seen);
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void subscriberThatThrowsDisturbsNobodyAndHearsTheNextEvent() throws InterruptedException {
    BlockingQueue<PublishedEvent> seen = new LinkedBlockingQueue<>();
    BlockingQueue<PublishedEvent> survived = new LinkedBlockingQueue<>();
    bus.subscribe(
        "faulty",
        event -> {
          if (event.sequence() == 1) {
            throw new IllegalStateException("a faulty subscriber");
          }
          if (event.sequence() == 2) {
            throw new StackOverflowError("a very faulty subscriber");
          }
          survived.add(event);
        });
    bus.subscribe("sound", seen::add);

    bus.publish(events(1, 3));

    for (PublishedEvent expected : events(1, 3)) {
      assertThat(next(seen)).isEqualTo(expected);
    }
    assertThat(next(survived).sequence()).isEqualTo(3);
  }

  @Test
  void subscriberThatHangsHoldsNeitherThePublisherNorTheOthersUp() throws InterruptedException {
    CountDownLatch released = new CountDownLatch(1);
    bus.subscribe(
        "hanging",
        event -> {
          try {
            released.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
          } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
          }
        });
    BlockingQueue<PublishedEvent> seen = new LinkedBlockingQueue<>();
    bus.subscribe("sound", seen::add);

    // More than any buffer holds; the sound subscriber keeps up, batch by batch.
    for (int batch = 0; batch < 200; batch++) {
      bus.publish(events(batch * 100L + 1, batch * 100L + 100));
      for (int i = 1; i <= 100; i++) {
        assertThat(next(seen).sequence()).isEqualTo(batch * 100L + i);
      }
    }
    released.countDown();
  }

  @Test
  void closedSubscriptionHearsNothingMore() throws InterruptedException {
    BlockingQueue<PublishedEvent> ended = new LinkedBlockingQueue<>();
    BlockingQueue<PublishedEvent> seen = new LinkedBlockingQueue<>();
    EventBus.Subscription subscription = bus.subscribe("ended", ended::add);
    bus.subscribe("sound", seen::add);
    subscription.close();
    subscription.close();

    bus.publish(events(1, 1));

    next(seen);
    assertThat(ended).isEmpty();
  }

  @Test
  void publishingToNobodyIsFine() {
    bus.publish(events(1, 5));
    bus.publish(List.of());
  }
}
