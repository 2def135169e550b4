package io.lanista.engine.queue;

import static io.lanista.engine.Answered.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongPollTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Arena arena = new Arena();
  private final Ticket ticket = arena.join("A#1");

  @AfterEach
  void stop() {
    arena.close();
  }

  private CompletableFuture<TicketView> await(Duration atMost) {
    return arena.queue.await(ticket.id(), atMost, Arena.ADDRESS).orElseThrow();
  }

  @Test
  void matchAnswersAtOnce() {
    CompletableFuture<TicketView> answer = await(LONG);
    assertThat(answer).isNotDone();

    Ticket opponent = arena.join("B#2");

    assertThat(by(answer).ticket().booking().orElseThrow().match())
        .isEqualTo(opponent.booking().orElseThrow().match());
    assertThat(by(answer).position()).isEmpty();
  }

  @Test
  void leavingAnswersAtOnce() {
    CompletableFuture<TicketView> answer = await(LONG);

    by(arena.queue.leave(ticket.id()));

    assertThat(by(answer).ticket().status()).isEqualTo(TicketStatus.CANCELLED);
  }

  @Test
  void rejoiningAnswersTheEarlierEntry() {
    CompletableFuture<TicketView> answer = await(LONG);

    arena.join("A#1");

    assertThat(by(answer).ticket().status()).isEqualTo(TicketStatus.CANCELLED);
  }

  @Test
  void expiryAnswersAtOnce() {
    CompletableFuture<TicketView> answer = await(LONG);

    arena.pass(Duration.ofMinutes(5));

    assertThat(by(answer).ticket().status()).isEqualTo(TicketStatus.EXPIRED);
  }

  @Test
  void patienceThatEndsAnswersThatTheEntryStillWaits() {
    TicketView view = by(await(Duration.ofMillis(1)));

    assertThat(view.ticket().status()).isEqualTo(TicketStatus.WAITING);
    assertThat(view.position()).contains(1);
  }

  @Test
  void releaseAnswersEveryoneThatTheEntryStillWaits() {
    List<CompletableFuture<TicketView>> answers = List.of(await(LONG), await(LONG));

    arena.queue.releaseWatchers();

    for (CompletableFuture<TicketView> answer : answers) {
      assertThat(by(answer).ticket().status()).isEqualTo(TicketStatus.WAITING);
    }
    assertThat(await(LONG)).isNotDone();
  }

  @Test
  void oneEntryKeepsOnlyAFewWaitersAndAnswersTheRestAtOnce() {
    List<CompletableFuture<TicketView>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(await(LONG));
    }

    assertThat(answers.stream().filter(answer -> !answer.isDone())).hasSizeBetween(1, 8);
    assertThat(answers.get(19)).isDone();
  }

  @Test
  void waitingCountsAsASignOfLife() {
    arena.clock.advance(Duration.ofMinutes(4));
    await(Duration.ofMillis(1));

    arena.pass(Duration.ofMinutes(4));

    assertThat(arena.poll(ticket.id()).ticket().status()).isEqualTo(TicketStatus.WAITING);
  }

  @Test
  void entryThatDoesNotWaitCannotBeAwaited() {
    arena.join("B#2");

    assertThat(arena.queue.await(ticket.id(), LONG, Arena.ADDRESS)).isEmpty();
  }
}
