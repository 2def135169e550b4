package io.lanista.ports.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A bus for tests: remembers what was published, and loses nothing to slow subscribers. */
public final class RecordingEventBus implements EventBus {
  private final List<PublishedEvent> published = new CopyOnWriteArrayList<>();
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

  private record Subscriber(Consumer<PublishedEvent> consumer, ExecutorService thread) {}

  /** Everything published so far, in order. */
  public List<PublishedEvent> published() {
    return new ArrayList<>(published);
  }

  @Override
  public void publish(List<PublishedEvent> events) {
    published.addAll(events);
    for (Subscriber subscriber : subscribers) {
      for (PublishedEvent event : events) {
        subscriber.thread().execute(() -> subscriber.consumer().accept(event));
      }
    }
  }

  @Override
  public Subscription subscribe(String name, Consumer<PublishedEvent> consumer) {
    Subscriber subscriber =
        new Subscriber(
            quietly(consumer),
            Executors.newSingleThreadExecutor(
                task -> {
                  Thread thread = new Thread(task, "events-" + name);
                  thread.setDaemon(true);
                  return thread;
                }));
    subscribers.add(subscriber);
    return () -> end(subscriber);
  }

  private static Consumer<PublishedEvent> quietly(Consumer<PublishedEvent> consumer) {
    return event -> {
      try {
        consumer.accept(event);
      } catch (Throwable failed) {
        System.getLogger(RecordingEventBus.class.getName())
            .log(System.Logger.Level.DEBUG, "A subscriber failed.", failed);
      }
    };
  }

  private void end(Subscriber subscriber) {
    subscribers.remove(subscriber);
    subscriber.thread().shutdownNow();
  }

  @Override
  public void close() {
    subscribers.forEach(this::end);
  }
}
