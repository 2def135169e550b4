package io.lanista.engine.queue;

import io.lanista.ports.queue.QueueName;
import java.time.Duration;
import java.util.Objects;

/**
 * How one queue works.
 *
 * @param policy the name of the matchmaking policy that pairs it
 * @param runner the name of the game runner its matches are played by
 * @param ticketTimeout how long a ticket waits without being asked for before it expires
 * @param maxWaiting how many may wait; more are told to come back later
 * @param training whether what is played has no effect on ratings
 */
public record QueueSettings(
    QueueName name,
    String policy,
    String runner,
    Duration ticketTimeout,
    int maxWaiting,
    boolean training) {
  public static final Duration DEFAULT_TICKET_TIMEOUT = Duration.ofMinutes(5);

  /** A queue whose matches are rated. */
  public QueueSettings(
      QueueName name, String policy, String runner, Duration ticketTimeout, int maxWaiting) {
    this(name, policy, runner, ticketTimeout, maxWaiting, false);
  }

  public QueueSettings {
    Objects.requireNonNull(name);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(runner);
    if (ticketTimeout.isNegative() || ticketTimeout.isZero() || maxWaiting < 2) {
      throw new IllegalArgumentException(
          "A ticket's timeout is positive, and at least two may wait.");
    }
  }
}
