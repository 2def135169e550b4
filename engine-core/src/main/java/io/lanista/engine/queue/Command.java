package io.lanista.engine.queue;

import io.lanista.ports.queue.TicketId;
import java.util.concurrent.CompletableFuture;

/** What is handed to a queue's owner loop. The future is completed once the batch is durable. */
sealed interface Command {
  CompletableFuture<?> answer();

  record Join(JoinRequest request, CompletableFuture<TicketView> answer) implements Command {}

  record Leave(TicketId ticket, CompletableFuture<Boolean> answer) implements Command {}

  /** Plugins may have changed, or it is time to stop: ends the loop's wait. */
  record Wake(CompletableFuture<Void> answer) implements Command {}

  /** Expires tickets nobody asked for; answers how many. */
  record Sweep(CompletableFuture<Integer> answer) implements Command {}
}
