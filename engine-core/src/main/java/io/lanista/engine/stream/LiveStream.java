package io.lanista.engine.stream;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The live state of one match, in memory only. One lock, never held while waiting for anyone. */
final class LiveStream {
  /** Rollbacks repeat at most a few frames; anything older is a late or repeated upload. */
  private static final int ROLLBACK_WINDOW = 60;

  private static final System.Logger LOG = System.getLogger(LiveStream.class.getName());

  private final StreamSettings settings;
  private final Set<Viewer> viewers = new LinkedHashSet<>();
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

  LiveStream(StreamSettings settings) {
    this.settings = settings;
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

  /** Sends items to all viewers; says how many were new. */
  synchronized int publish(List<LiveItem> items) {
    if (over) {
      return 0;
    }
    List<ByteBuffer> messages = new ArrayList<>(items.size());
    for (LiveItem item : items) {
      if (admit(item)) {
        messages.add(item.message());
      }
    }
    if (!messages.isEmpty()) {
      send(messages);
    }
    if (over) {
      dismiss(1000, "The match is over.");
    }
    return messages.size();
  }

  private void send(List<ByteBuffer> messages) {
    for (Viewer viewer : List.copyOf(viewers)) {
      try {
        viewer.offer(messages);
      } catch (RuntimeException broken) {
        viewers.remove(viewer);
        LOG.log(Level.WARNING, "A viewer failed and is no longer shown anything.", broken);
      }
    }
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
    if (viewers.size() >= settings.maxViewers()) {
      throw new EngineException(ErrorCode.BUSY, "As many as may are watching this match already.");
    }
    List<ByteBuffer> known = new ArrayList<>(2);
    start.ifPresent(known::add);
    end.ifPresent(known::add);
    if (!known.isEmpty()) {
      viewer.offer(known);
    }
    if (over) {
      viewer.close(1000, "The match is over.");
    } else {
      viewers.add(viewer);
    }
  }

  synchronized void leave(Viewer viewer) {
    viewers.remove(viewer);
  }

  /** The match is over; whoever still watches is sent away. */
  synchronized void finish() {
    over = true;
    dismiss(1000, "The match is over.");
  }

  private void dismiss(int code, String reason) {
    List<Viewer> leaving = List.copyOf(viewers);
    viewers.clear();
    for (Viewer viewer : leaving) {
      try {
        viewer.close(code, reason);
      } catch (RuntimeException broken) {
        LOG.log(Level.WARNING, "A viewer failed while it was sent away.", broken);
      }
    }
  }

  synchronized int viewers() {
    return viewers.size();
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
