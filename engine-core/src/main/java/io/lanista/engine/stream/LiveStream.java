package io.lanista.engine.stream;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The live state of one match, in memory only. One lock, never held while waiting for anyone, nor
 * while its many viewers are sent anything.
 */
final class LiveStream {
  /** Rollbacks repeat at most a few frames; anything older is a late or repeated upload. */
  private static final int ROLLBACK_WINDOW = 60;

  private final StreamSettings settings;
  private final Audience audience;
  private Optional<Slot> slot = Optional.empty();
  private Optional<ByteBuffer> start = Optional.empty();
  private Optional<ByteBuffer> end = Optional.empty();
  private int newestFrame = Integer.MIN_VALUE;
  private boolean concluded;
  private boolean over;

  /**
   * Who has the right to upload.
   *
   * @param proven whether it carried a ticket of the match
   */
  private record Slot(Uploader holder, boolean proven, Instant last) {}

  LiveStream(StreamSettings settings, Executor senders) {
    this.settings = settings;
    this.audience = new Audience(senders);
  }

  /**
   * Gives the upload slot to an uploader, or keeps it with its holder.
   *
   * @throws EngineException UPLOADER_CONFLICT if someone else has it
   */
  synchronized void claim(Uploader who, boolean proven, Instant now) {
    if (slot.isPresent()) {
      Slot held = slot.get();
      boolean same =
          proven && held.proven()
              ? held.holder().ticket().equals(who.ticket())
              : proven == held.proven() && held.holder().address().equals(who.address());
      boolean idle = held.last().plus(settings.uploaderIdle()).isBefore(now);
      boolean wins = proven && !held.proven();
      if (!same && !idle && !wins) {
        throw new EngineException(
            ErrorCode.UPLOADER_CONFLICT,
            "Somebody else is uploading this match; one at a time may.");
      }
    }
    slot = Optional.of(new Slot(who, proven, now));
  }

  /**
   * Sends items to all viewers, in the order of these calls; says how many were new. They may still
   * be on their way when this returns.
   */
  int publish(List<LiveItem> items) {
    int taken = take(items);
    audience.send();
    return taken;
  }

  private synchronized int take(List<LiveItem> items) {
    if (over) {
      return 0;
    }
    List<ByteBuffer> messages = new ArrayList<>(items.size());
    for (LiveItem item : items) {
      if (admit(item)) {
        messages.add(item.message());
      }
    }
    audience.take(messages);
    if (over) {
      audience.dismiss(1000, "The match is over.");
    }
    return messages.size();
  }

  private boolean admit(LiveItem item) {
    if (over) {
      return false;
    }
    switch (item.kind()) {
      case MATCH_START -> {
        start = Optional.of(item.message());
        newestFrame = Integer.MIN_VALUE;
        return true;
      }
      case FRAME -> {
        if (item.frame() < (long) newestFrame - ROLLBACK_WINDOW) {
          return false;
        }
        newestFrame = Math.max(newestFrame, item.frame());
        return true;
      }
      case GAME_END -> {
        newestFrame = Integer.MIN_VALUE;
        return true;
      }
      case MATCH_END -> {
        end = Optional.of(item.message());
        over = true;
        return true;
      }
    }
    throw new AssertionError(item.kind());
  }

  /**
   * Lets someone watch: the start of the match first, then what is live.
   *
   * @throws EngineException BUSY if as many watch as may
   */
  synchronized void join(Viewer viewer) {
    if (audience.isFull(settings.maxViewers())) {
      throw new EngineException(ErrorCode.BUSY, "As many as may are watching this match already.");
    }
    List<ByteBuffer> known = new ArrayList<>(2);
    start.ifPresent(known::add);
    end.ifPresent(known::add);
    if (!known.isEmpty()) {
      viewer.offer(LiveBatch.of(known));
    }
    if (over) {
      viewer.close(1000, "The match is over.");
    } else {
      audience.add(viewer);
    }
  }

  void leave(Viewer viewer) {
    audience.remove(viewer);
  }

  /** The match is over; whoever still watches is sent away. */
  void finish() {
    synchronized (this) {
      over = true;
      audience.dismiss(1000, "The match is over.");
    }
    audience.send();
  }

  int viewers() {
    return audience.size();
  }

  /** Whether an uploader has been here and the match is not over. */
  synchronized boolean isLive() {
    return slot.isPresent() && !over;
  }

  /** The match has ended; only the end of its stream may still come. */
  synchronized void conclude() {
    concluded = true;
  }

  synchronized boolean isConcluded() {
    return concluded;
  }

  synchronized boolean isOver() {
    return over;
  }

  /** Whether the last upload came from this address. */
  synchronized boolean isHeldFrom(String address) {
    return slot.filter(s -> s.holder().address().equals(address)).isPresent();
  }
}
