package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSignals;
import io.lanista.ports.room.RoomStatus;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What happens after a change of a room is committed: viewers here are woken, other engines are
 * told, and the arbiter is shown the board. None of it can fail a change. Thread-safe.
 */
public final class RoomCommits {
  private static final Logger LOG = System.getLogger(RoomCommits.class.getName());

  private final RoomSignals signals;
  private final ClaimArbiter arbiter;
  private final List<Consumer<RoomId>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean away = new AtomicBoolean();

  @Inject
  public RoomCommits(RoomSignals signals, ClaimArbiter arbiter) {
    this.signals = signals;
    this.arbiter = arbiter;
  }

  /** Has something called after every commit, on the committing thread: it must not wait. */
  public void onCommit(Consumer<RoomId> local) {
    listeners.add(local);
  }

  /** Tells everybody of a room that was made. */
  void made(RoomId room) {
    listeners.forEach(listener -> listener.accept(room));
  }

  /**
   * Tells everybody of a change.
   *
   * @param correct whether the arbiter was wrong about it and has to forget what it knows
   */
  void changed(Change change, Optional<ProblemId> current, boolean correct) {
    RoomId room = change.to().id();
    if (!change.events().isEmpty()) {
      signals.announce(room, change.events());
    }
    // An arbiter that is away keeps this thread waiting, but no viewer.
    listeners.forEach(listener -> listener.accept(room));
    project(change, current, correct);
  }

  /**
   * Somebody else was quicker with a change about which the arbiter was asked. If that ended the
   * room, it was forgotten already, and the question made it known again.
   */
  void overtaken(Room room) {
    if (room.status() == RoomStatus.ENDED) {
      tell(() -> arbiter.forget(room.id()));
    }
  }

  private void project(Change change, Optional<ProblemId> current, boolean correct) {
    RoomStatus status = change.to().status();
    tell(
        () -> {
          if (correct || status == RoomStatus.ENDED) {
            arbiter.forget(change.to().id());
          }
          if (status.isPlayed()) {
            arbiter.show(Boards.of(change.to(), current));
          }
        });
  }

  private void tell(Runnable word) {
    try {
      word.run();
      if (away.getAndSet(false)) {
        LOG.log(Level.INFO, "The arbiter of claims answers again.");
      }
    } catch (EngineException unavailable) {
      if (!away.getAndSet(true)) {
        LOG.log(
            Level.WARNING,
            "The arbiter of claims cannot be asked; the database decides alone meanwhile: {0}",
            unavailable.getMessage());
      }
    }
  }
}
