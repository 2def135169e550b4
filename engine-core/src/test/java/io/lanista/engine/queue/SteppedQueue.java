package io.lanista.engine.queue;

import io.lanista.ports.queue.Ticket;
import java.time.Duration;
import java.util.Optional;

/** A queue whose owner is the caller: it takes each turn that otherwise a thread takes. */
public final class SteppedQueue {
  private final Queue queue;

  /** Loads who waits and sees to their sweeping. */
  public SteppedQueue(Queue queue) {
    this.queue = queue;
    queue.open();
  }

  public Queue queue() {
    return queue;
  }

  /** The place in line that memory gives a ticket; empty if it does not wait. */
  public Optional<Integer> position(Ticket ticket) {
    return queue.loop().position(ticket.id());
  }

  /** Handles what there is now, without waiting. */
  public void turn() {
    try {
      queue.loop().turn(Duration.ZERO);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /** Whether no command waits. */
  public boolean isIdle() {
    return queue.loop().isIdle();
  }

  /** How long the owner would wait for commands now. */
  public Duration patience() {
    return queue.loop().patience();
  }
}
