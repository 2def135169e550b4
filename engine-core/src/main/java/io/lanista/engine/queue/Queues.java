package io.lanista.engine.queue;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.queue.QueueName;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The queues of this engine, by name. Immutable, thread-safe. */
public final class Queues {
  private final Map<QueueName, Queue> byName = new LinkedHashMap<>();

  public Queues(Collection<Queue> queues) {
    queues.forEach(q -> byName.put(q.name(), q));
  }

  /**
   * Finds a queue.
   *
   * @throws EngineException QUEUE_NOT_FOUND
   */
  public Queue get(QueueName name) {
    Queue queue = byName.get(name);
    if (queue == null) {
      throw new EngineException(ErrorCode.QUEUE_NOT_FOUND, "There is no queue named " + name + ".");
    }
    return queue;
  }

  public Collection<Queue> all() {
    return byName.values();
  }

  /** How many wait in all queues. */
  public int size() {
    return byName.values().stream().mapToInt(Queue::size).sum();
  }

  public void start() {
    byName.values().forEach(Queue::start);
  }

  /** Stops all; waits at most {@code grace} for each. */
  public void stop(Duration grace) {
    byName.values().forEach(q -> q.stop(grace));
  }
}
