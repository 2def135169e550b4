package io.lanista.engine.queue;

import static io.lanista.engine.Answered.by;
import static io.lanista.engine.Answered.refusal;
import static io.lanista.engine.Arena.ADDRESS;
import static io.lanista.engine.Arena.QUEUE;
import static io.lanista.engine.Arena.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A commit that was made although the database said that it failed. */
class UnknownCommitTest {
  private final Arena arena = new Arena();

  @AfterEach
  void stop() {
    arena.close();
  }

  private Ticket joinedUnawares(JoinRequest request) {
    arena.storage.loseAnswers(true);
    refusal(ErrorCode.STORAGE_UNAVAILABLE, () -> by(arena.queue.join(request)));
    arena.storage.loseAnswers(false);
    return by(arena.queue.join(request)).ticket();
  }

  @Test
  void repeatOfTheJoinFindsTheMatchThatWasMade() {
    Ticket waiting = arena.join("A#1");

    Ticket repeated = joinedUnawares(request("B#2", Optional.empty(), Optional.of("key")));

    assertThat(repeated.status()).isEqualTo(TicketStatus.MATCHED);
    assertThat(arena.poll(waiting.id()).ticket().booking().orElseThrow().match())
        .isEqualTo(repeated.booking().orElseThrow().match());
    assertThat(arena.events(DomainEvent.MatchMade.class)).hasSize(1);
    assertThat(arena.queue.size())
        .isEqualTo(arena.stored(tx -> tx.tickets().waiting(QUEUE)).size());
  }

  @Test
  void whoWaitsForAChangeIsToldOfTheMatchThatWasMade() {
    Ticket waiting = arena.join("A#1");
    CompletableFuture<TicketView> poll =
        arena.queue.await(waiting.id(), Duration.ofMinutes(1), ADDRESS).orElseThrow();

    joinedUnawares(request("B#2", Optional.empty(), Optional.of("key")));

    assertThat(by(poll).ticket().status()).isEqualTo(TicketStatus.MATCHED);
  }

  @Test
  void joinWithoutAKeyReplacesTheEntryNobodyWasToldOf() {
    Ticket again = joinedUnawares(request("A#1"));

    List<Ticket> stored = arena.stored(tx -> tx.tickets().waiting(QUEUE));
    assertThat(stored).containsExactly(again);
    assertThat(arena.queue.size()).isEqualTo(1);
  }
}
