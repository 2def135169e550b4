package io.lanista.engine.queue;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What is handed to a queue's owner loop. The future is completed once the batch is durable. */
sealed interface Command {
  CompletableFuture<?> answer();

  record Join(JoinRequest request, CompletableFuture<TicketView> answer) implements Command {}

  record Leave(TicketId ticket, CompletableFuture<Boolean> answer) implements Command {}

  /** The agent of a ticket waits again; answers whether it does, or did before. */
  record Return(Ticket ticket, MatchId match, CompletableFuture<Boolean> answer)
      implements Command {}

  /** A player plays and waits no longer; answers whether it did. */
  record Withdraw(PlayerId player, CompletableFuture<Boolean> answer) implements Command {}

  /** Whom a player blocks has changed. */
  record Reconsider(PlayerId player, CompletableFuture<Void> answer) implements Command {}

  /** Why a ticket still waits. */
  record Explain(TicketId ticket, CompletableFuture<Optional<Explanation>> answer)
      implements Command {}

  /** Plugins may have changed, or it is time to stop: ends the loop's wait. */
  record Wake(CompletableFuture<Void> answer) implements Command {}

  /** Expires tickets nobody asked for; answers how many. */
  record Sweep(CompletableFuture<Integer> answer) implements Command {}
}
