package io.lanista.engine.event;

import io.lanista.ports.event.EventBus;
import io.lanista.ports.event.PublishedEvent;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The event bus of a single process: a bounded buffer and a thread for each subscriber. */
public final class InProcessEventBus implements EventBus {
  private static final System.Logger LOG = System.getLogger(InProcessEventBus.class.getName());
  private static final int BUFFER = 4096;

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  @Override
  public void publish(List<PublishedEvent> events) {
    for (Listener listener : listeners) {
      events.forEach(listener::offer);
    }
  }

  @Override
  public Subscription subscribe(String name, Consumer<PublishedEvent> subscriber) {
    Listener listener = new Listener(name, subscriber);
    listeners.add(listener);
    listener.thread.start();
    return listener;
  }

  @Override
  public void close() {
    listeners.forEach(Listener::close);
  }

  private final class Listener implements Subscription {
    private final BlockingQueue<PublishedEvent> buffer = new ArrayBlockingQueue<>(BUFFER);
    private final AtomicLong lost = new AtomicLong();
    private final Consumer<PublishedEvent> subscriber;
    private final Thread thread;
    private volatile boolean closed;

    Listener(String name, Consumer<PublishedEvent> subscriber) {
      this.subscriber = subscriber;
      this.thread = new Thread(this::deliver, "events-" + name);
      thread.setDaemon(true);
    }

    void offer(PublishedEvent event) {
      if (!buffer.offer(event) && lost.getAndIncrement() == 0) {
        LOG.log(Level.WARNING, "Subscriber " + thread.getName() + " is too slow and loses events.");
      }
    }

    private void deliver() {
      while (!closed) {
        try {
          PublishedEvent event = buffer.take();
          lost.set(0);
          subscriber.accept(event);
        } catch (InterruptedException closed) {
          return;
        } catch (Throwable failed) {
          LOG.log(Level.ERROR, "Subscriber " + thread.getName() + " failed an event.", failed);
        }
      }
    }

    @Override
    public void close() {
      closed = true;
      listeners.remove(this);
      thread.interrupt();
    }
  }
}
