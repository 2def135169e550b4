package io.lanista.engine.stream;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The viewers of one match, and what is on its way to them: in order, by one thread at a time, and
 * never under the lock that viewers come and go by. What is published while a batch is being sent
 * goes out together afterwards: the more there is to do, the fewer writes it takes.
 */
public final class Audience {
  /** So few are served by whoever publishes: a change of threads would cost more. */
  private static final int FEW = 32;

  /** Above it publishers wait for what is being sent; a thousand frames, or so. */
  private static final int MAX_WAITING_BYTES = 512 * 1024;

  private static final System.Logger LOG = System.getLogger(Audience.class.getName());

  private final Executor senders;
  private final Set<Viewer> viewers = new LinkedHashSet<>();
  private List<ByteBuffer> waiting = new ArrayList<>();
  private int waitingBytes;
  private Optional<Farewell> farewell = Optional.empty();
  private boolean sending;

  /** What everyone is sent away with, after the last message. */
  private record Farewell(int code, String reason) {}

  /**
   * An empty audience.
   *
   * @param senders sends to more than a few viewers
   */
  public Audience(Executor senders) {
    this.senders = senders;
  }

  public synchronized int size() {
    return viewers.size();
  }

  synchronized boolean isFull(int most) {
    return viewers.size() >= most;
  }

  /** From now on it gets what is published. */
  public synchronized void add(Viewer viewer) {
    viewers.add(viewer);
  }

  public synchronized void remove(Viewer viewer) {
    viewers.remove(viewer);
  }

  /** Takes messages to be sent; {@link #send} sends them. */
  public synchronized void take(List<ByteBuffer> messages) {
    waiting.addAll(messages);
    waitingBytes += messages.stream().mapToInt(ByteBuffer::remaining).sum();
  }

  /** Sends everyone away once what was taken is sent. */
  public synchronized void dismiss(int code, String reason) {
    if (farewell.isEmpty()) {
      farewell = Optional.of(new Farewell(code, reason));
    }
  }

  /** Sees to it that what was taken is sent, by this thread or another one. */
  public void send() {
    boolean here;
    synchronized (this) {
      if (sending) {
        awaitRoom();
        return;
      }
      if (waiting.isEmpty() && farewell.isEmpty()) {
        return;
      }
      sending = true;
      here = viewers.size() <= FEW;
    }
    if (here) {
      while (sendNext()) {
        // What came meanwhile.
      }
    } else {
      hand();
    }
  }

  /** One batch at a time, so that the matches that share the senders take turns. */
  private void hand() {
    Runnable batch =
        () -> {
          if (sendNext()) {
            hand();
          }
        };
    try {
      senders.execute(batch);
    } catch (RejectedExecutionException stopping) {
      batch.run();
    }
  }

  private void awaitRoom() {
    boolean interrupted = false;
    // Sending waits for nobody, so this ends; the bound is for a machine that stands still.
    for (int i = 0; i < 50 && sending && waitingBytes > MAX_WAITING_BYTES; i++) {
      try {
        wait(100);
      } catch (InterruptedException stopping) {
        interrupted = true;
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** False if there was nothing left to send. */
  private boolean sendNext() {
    Optional<Batch> next = next();
    boolean sent = false;
    try {
      next.ifPresent(batch -> batch.send(this));
      sent = true;
    } finally {
      if (!sent) {
        stopSending();
      }
    }
    return next.isPresent();
  }

  /** After an Error: the next one who publishes goes on. */
  private synchronized void stopSending() {
    sending = false;
    notifyAll();
  }

  private synchronized Optional<Batch> next() {
    notifyAll();
    if (waiting.isEmpty() && farewell.isEmpty()) {
      sending = false;
      return Optional.empty();
    }
    Batch batch = new Batch(List.copyOf(viewers), waiting, farewell);
    waiting = new ArrayList<>();
    waitingBytes = 0;
    if (farewell.isPresent()) {
      farewell = Optional.empty();
      viewers.clear();
    }
    return Optional.of(batch);
  }

  /** What is sent to whom at one time. */
  private record Batch(List<Viewer> to, List<ByteBuffer> messages, Optional<Farewell> farewell) {
    void send(Audience audience) {
      if (!messages.isEmpty()) {
        LiveBatch batch = LiveBatch.of(messages);
        for (Viewer viewer : to) {
          try {
            viewer.offer(batch);
          } catch (RuntimeException broken) {
            audience.remove(viewer);
            LOG.log(Level.WARNING, "A viewer failed and is no longer shown anything.", broken);
          }
        }
      }
      farewell.ifPresent(this::close);
    }

    private void close(Farewell last) {
      for (Viewer viewer : to) {
        try {
          viewer.close(last.code(), last.reason());
        } catch (RuntimeException broken) {
          LOG.log(Level.WARNING, "A viewer failed while it was sent away.", broken);
        }
      }
    }
  }
}
