package io.lanista.engine.queue;

import io.lanista.engine.series.WaitingPlayers;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.Ticket;
import jakarta.inject.Inject;
import java.util.Optional;

/** The players who wait in these queues. Thread-safe. */
public final class QueuedPlayers implements WaitingPlayers {
  private final Queues queues;

  @Inject
  public QueuedPlayers(Queues queues) {
    this.queues = queues;
  }

  private Optional<Queue> queue(QueueName name) {
    return queues.all().stream().filter(queue -> queue.name().equals(name)).findAny();
  }

  @Override
  public boolean comeBack(Ticket ticket, MatchId match) {
    Optional<Queue> queue = queue(ticket.queue());
    queue.ifPresent(there -> there.comeBack(ticket, match));
    return queue.isPresent();
  }

  @Override
  public void leave(String game, PlayerId player) {
    // Agents are known by other names where they play elsewhere, so that every queue may be asked.
    for (Queue queue : queues.all()) {
      if (queue.isWaiting(player) && queue.hosts(game)) {
        queue.withdraw(player);
      }
    }
  }

  @Override
  public void blocksChanged(PlayerId player) {
    for (Queue queue : queues.all()) {
      if (queue.isWaiting(player)) {
        queue.reconsider(player);
      }
    }
  }
}
