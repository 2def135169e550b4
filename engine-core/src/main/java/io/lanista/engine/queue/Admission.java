package io.lanista.engine.queue;

import io.lanista.engine.match.Presence;
import io.lanista.engine.series.WaitingPlayers;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.storage.IdSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides who comes into the room and who leaves it: joins, leaves and sweeps. Used by the owner
 * loop alone.
 */
final class Admission {
  private final QueueSettings settings;
  private final WaitingRoom room;
  private final Entrance entrance;
  private final Presence presence;
  private final IdSource ids;
  private long lastNumber;

  Admission(
      QueueSettings settings,
      WaitingRoom room,
      Entrance entrance,
      Presence presence,
      IdSource ids) {
    this.settings = settings;
    this.room = room;
    this.entrance = entrance;
    this.presence = presence;
    this.ids = ids;
  }

  /** The next ticket's number is higher than this one, and than every one given before. */
  void continueAfter(long number) {
    lastNumber = Math.max(lastNumber, number);
  }

  /**
   * Puts what the commands ask for into the batch.
   *
   * @param withRatings whether new candidates need their ratings
   * @return what the commands are told once the batch is durable
   */
  Answers admit(List<Command> commands, Batch batch, boolean withRatings, Instant now) {
    List<Command.Join> joins = new ArrayList<>(commands.size());
    for (Command command : commands) {
      if (command instanceof Command.Join join) {
        joins.add(join);
      }
    }
    Map<Command.Join, Entrance.Arrival> arrivals = entrance.arrivals(joins, withRatings, now);
    Answers results = new Answers();
    for (Command command : commands) {
      if (command instanceof Command.Join join) {
        join(join, arrivals.get(join), batch, results, now);
      } else if (command instanceof Command.Leave leave) {
        Optional<Waiting> waiting = batch.find(leave.ticket());
        results.left(
            leave, waiting.isPresent() && batch.end(waiting.get(), TicketStatus.CANCELLED));
      } else if (command instanceof Command.Sweep sweep) {
        results.swept(sweep, sweep(batch));
      } else if (command instanceof Command.Return back) {
        comeBack(back, batch, results, now);
      } else if (command instanceof Command.Withdraw withdraw) {
        Optional<Waiting> waiting = batch.ofAgent(withdraw.player().value().toString());
        results.answered(
            withdraw.answer(),
            waiting.isPresent() && batch.end(waiting.get(), TicketStatus.CANCELLED));
      } else if (command instanceof Command.Reconsider reconsider) {
        reconsider(reconsider, batch);
        results.answered(reconsider.answer(), null);
      }
    }
    return results;
  }

  private void join(
      Command.Join join, Entrance.Arrival arrival, Batch batch, Answers results, Instant now) {
    if (arrival instanceof Entrance.Arrival.Refused refused) {
      results.refused(join, refused.reason());
      return;
    }
    Entrance.Arrival.Known known = (Entrance.Arrival.Known) arrival;
    Optional<String> key = join.request().idempotencyKey();
    Optional<Ticket> earlier = key.flatMap(batch::withKey).or(known::earlier);
    if (earlier.isPresent()) {
      // A key that another agent used must not lead to that agent's ticket, which is a secret.
      if (earlier.get().entrant().agentKey().equals(known.entrant().agentKey())) {
        batch
            .find(earlier.get().id())
            .ifPresent(waiting -> waiting.seen(presence.now(), join.request().address()));
        results.joined(join, earlier.get());
      } else {
        results.refused(
            join,
            new EngineException(
                ErrorCode.IDEMPOTENCY_CONFLICT,
                "This Idempotency-Key was used for another join; make a new key for each join."));
      }
      return;
    }
    boolean replacing = room.ofAgent(known.entrant().agentKey()).isPresent();
    if (!replacing && room.size() + batch.freshCount() >= settings.maxWaiting()) {
      results.refused(
          join,
          new EngineException(
              ErrorCode.BUSY,
              "This queue is full (" + settings.maxWaiting() + " waiting); try again later."));
      return;
    }
    Ticket ticket =
        new Ticket(
            new TicketId(ids.next()),
            settings.name(),
            ++lastNumber,
            known.entrant(),
            now,
            key,
            TicketStatus.WAITING,
            Optional.empty(),
            known.preferences());
    Waiting waiting = new Waiting(ticket, known.rating(), presence.now());
    known.blocks().ifPresent(waiting::blocks);
    waiting.seen(presence.now(), join.request().address());
    batch.join(waiting);
    results.joined(join, ticket);
  }

  private void comeBack(Command.Return back, Batch batch, Answers results, Instant now) {
    Ticket before = back.ticket();
    PlayerId player = before.entrant().player().orElseThrow();
    String key = WaitingPlayers.key(back.match(), player);
    Entrance.Returning known;
    try {
      known = entrance.returning(before, key);
    } catch (EngineException failed) {
      if (failed.code() != ErrorCode.PLUGIN_FAILED) {
        throw failed;
      }
      // Whoever sees to it asks again; the rest of the batch has nothing to do with it.
      results.refused(back, failed);
      return;
    }
    if (!known.isBack() && batch.withKey(key).isEmpty()) {
      Ticket ticket =
          new Ticket(
              new TicketId(ids.next()),
              settings.name(),
              ++lastNumber,
              before.entrant(),
              before.joinedAt(),
              Optional.of(key),
              TicketStatus.WAITING,
              Optional.empty(),
              before.preferences());
      if (known.isBusy() || batch.ofAgent(before.entrant().agentKey()).isPresent()) {
        // It found something better to do; and will not be back after that either.
        batch.mark(ticket.ended(TicketStatus.CANCELLED));
      } else {
        Waiting waiting = new Waiting(ticket, known.rating(), presence.now());
        waiting.blocks(known.blocks());
        batch.join(waiting);
      }
    }
    results.answered(back.answer(), true);
  }

  private void reconsider(Command.Reconsider command, Batch batch) {
    batch
        .ofAgent(command.player().value().toString())
        .ifPresent(
            waiting -> {
              waiting.blocks(entrance.blocks(command.player()));
              batch.reoffer(waiting);
            });
  }

  private int sweep(Batch batch) {
    Instant oldest = presence.now().minus(settings.ticketTimeout());
    int expired = 0;
    for (Waiting waiting : room.all()) {
      if (!waiting.lastSeen().isAfter(oldest) && batch.end(waiting, TicketStatus.EXPIRED)) {
        expired++;
      }
    }
    return expired;
  }
}
