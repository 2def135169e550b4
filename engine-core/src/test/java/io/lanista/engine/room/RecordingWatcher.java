package io.lanista.engine.room;

import io.lanista.ports.room.RoomEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what it was shown; a snapshot of event 7 as {@code state 7}, an event as its type. */
final class RecordingWatcher implements RoomWatcher {
  final CountDownLatch ended = new CountDownLatch(1);
  private final List<String> shown = new ArrayList<>();
  private int takes;

  /** Takes everything. */
  RecordingWatcher() {
    this(Integer.MAX_VALUE);
  }

  /** Is too slow after so many offers. */
  RecordingWatcher(int takes) {
    this.takes = takes;
  }

  @Override
  public synchronized boolean offer(ByteBuffer events) {
    if (takes-- <= 0) {
      return false;
    }
    String text = StandardCharsets.UTF_8.decode(events.duplicate()).toString();
    text.lines().map(String::strip).forEach(shown::add);
    notifyAll();
    return true;
  }

  @Override
  public synchronized void end() {
    ended.countDown();
    notifyAll();
  }

  synchronized List<String> shown() {
    return List.copyOf(shown);
  }

  /** Waits until so much was shown, or all. */
  synchronized List<String> await(int lines) throws InterruptedException {
    long end = System.nanoTime() + 20_000_000_000L;
    while (shown.size() < lines && ended.getCount() > 0 && System.nanoTime() < end) {
      wait(100);
    }
    return List.copyOf(shown);
  }

  /** Makes what this understands, and counts how often it is asked. */
  static final class Form implements RoomEncoder {
    final AtomicInteger events = new AtomicInteger();
    private final int padding;

    Form(int padding) {
      this.padding = padding;
    }

    @Override
    public ByteBuffer event(RoomEvent event) {
      events.incrementAndGet();
      return text(event.id() + " ".repeat(padding));
    }

    @Override
    public ByteBuffer snapshot(RoomSnapshot snapshot) {
      return text("state " + snapshot.room().lastEvent());
    }

    private static ByteBuffer text(String line) {
      return ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
