package io.lanista.engine.queue;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a batch's commands are told, once it is durable. Used by the owner loop alone. */
final class Answers {
  private final Map<Command.Join, Ticket> joined = new LinkedHashMap<>();
  private final List<Runnable> others = new ArrayList<>();

  void joined(Command.Join join, Ticket ticket) {
    joined.put(join, ticket);
  }

  void refused(Command command, EngineException reason) {
    others.add(() -> command.answer().completeExceptionally(reason));
  }

  void left(Command.Leave leave, boolean wasWaiting) {
    others.add(() -> leave.answer().complete(wasWaiting));
  }

  void swept(Command.Sweep sweep, int expired) {
    others.add(() -> sweep.answer().complete(expired));
  }

  /** Completes an answer once the batch is durable. */
  <T> void answered(CompletableFuture<T> answer, T with) {
    others.add(() -> answer.complete(with));
  }

  /** Refuses every join that made a ticket in this batch; repeats of stored ones stand. */
  void takeBackJoins(Batch batch, EngineException reason) {
    takeBackJoins(batch, id -> true, reason);
  }

  /** Refuses the joins that made these tickets in this batch; true if there were any. */
  boolean takeBackJoins(Batch batch, Predicate<TicketId> which, EngineException reason) {
    // Newest first: taking a join back also restores what it had replaced, in this batch or before.
    List<Map.Entry<Command.Join, Ticket>> newestFirst = new ArrayList<>(joined.entrySet());
    Collections.reverse(newestFirst);
    Set<TicketId> takenBack = new HashSet<>();
    for (Map.Entry<Command.Join, Ticket> entry : newestFirst) {
      TicketId id = entry.getValue().id();
      if (!which.test(id)) {
        continue;
      }
      // Several joins share one ticket when they repeat an idempotency key within the batch.
      if (takenBack.contains(id) || batch.takeBack(id)) {
        takenBack.add(id);
        joined.remove(entry.getKey());
        refused(entry.getKey(), reason);
      }
    }
    return !takenBack.isEmpty();
  }

  /** Everything there is to tell after the commit, watchers of ended waits included. */
  List<Runnable> after(Batch batch, Function<Ticket, TicketView> view) {
    List<Runnable> told = new ArrayList<>(joined.size() + others.size());
    for (Batch.Ending ending : batch.endings()) {
      for (CompletableFuture<Ticket> watcher : ending.waiting().end(ending.how())) {
        told.add(() -> watcher.complete(ending.how()));
      }
    }
    joined.forEach(
        (join, ticket) -> told.add(() -> join.answer().complete(view.apply(batch.latest(ticket)))));
    told.addAll(others);
    return told;
  }
}
