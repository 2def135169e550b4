package io.lanista.engine.memory;

import static io.lanista.engine.Answered.by;
import static io.lanista.engine.Answered.refusal;
import static io.lanista.engine.Arena.score;
import static io.lanista.engine.Arena.won;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.Arena.Paired;
import io.lanista.engine.queue.TicketView;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.storage.Transaction;
import io.lanista.ports.wager.Wager;
import io.lanista.ports.wager.WagerStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What agents read often comes from memory, and is never older than what they were told. */
class ReadsTest {
  private final Arena arena = new Arena();
  private final Paired paired = arena.pair();

  @AfterEach
  void stop() {
    arena.close();
  }

  private List<Rating> best() {
    return arena.ratings.leaderboard("fake", Optional.empty(), 20).page().items();
  }

  private Ticket.Booking booking(Side side) {
    return arena.poll(paired.ticket(side)).ticket().booking().orElseThrow();
  }

  @Test
  void secondReadDoesNotAskTheStorage() {
    arena.completed(paired);
    arena.matches.view(paired.match());
    best();
    arena.poll(paired.p1());
    int before = arena.storage.uses();

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.COMPLETED);
    assertThat(arena.matches.recall(paired.match())).isPresent();
    assertThat(best()).hasSize(2);
    assertThat(arena.ratings.recallLeaderboard("fake", Optional.empty(), 20)).isPresent();
    assertThat(booking(Side.P1).match()).isEqualTo(paired.match());
    assertThat(arena.queue.poll(paired.p1(), Arena.ADDRESS)).isPresent();
    assertThat(arena.storage.uses()).isEqualTo(before);
  }

  @Test
  void everyReportIsSeenOnceItWasTaken() {
    assertThat(arena.match(paired).p1Report()).isEmpty();

    arena.matches.report(paired.match(), paired.p1(), won());
    assertThat(arena.match(paired).p1Report()).contains(won());

    arena.matches.report(paired.match(), paired.p2(), won());
    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.DISPUTED);

    arena.matches.resolve(paired.match(), Optional.of(Side.P2), "by hand");
    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.COMPLETED);
  }

  @Test
  void expiryIsSeen() {
    arena.match(paired);
    arena.poll(paired.p1());

    arena.pass(Arena.MATCH_TIMEOUT.plusSeconds(1));

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.EXPIRED);
  }

  @Test
  void everyStepOfAWagerIsSeenWithItsMatch() {
    assertThat(arena.matches.view(paired.match()).wager()).isEmpty();

    Wager proposed =
        arena.wagers.propose(paired.match(), paired.p1(), BigInteger.ONE, BigInteger.TWO);
    assertThat(arena.matches.view(paired.match()).wager()).contains(proposed);

    arena.wagers.accept(paired.match(), paired.p2());
    assertThat(arena.matches.view(paired.match()).wager().map(Wager::status))
        .contains(WagerStatus.ACCEPTED);
  }

  @Test
  void leaderboardIsOfTheLastMatch() {
    assertThat(best()).isEmpty();

    arena.completed(paired);
    assertThat(best()).extracting(Rating::wins).containsExactly(1, 0);

    Paired next = arena.pair("A#1", 1, "B#2", 2);
    arena.matches.report(next.match(), next.p1(), score(0, 3));
    arena.matches.report(next.match(), next.p2(), score(3, 0));
    assertThat(best()).extracting(r -> r.wins() + r.losses()).containsExactly(2, 2);
  }

  @Test
  void ticketsThatWerePolledLeadToTheRematch() {
    arena.completed(paired);
    assertThat(booking(Side.P1).match()).isEqualTo(paired.match());
    assertThat(booking(Side.P2).match()).isEqualTo(paired.match());

    Match next = arena.rematches.again(paired.match());

    assertThat(booking(Side.P1).match()).isEqualTo(next.id());
    assertThat(booking(Side.P2).match()).isEqualTo(next.id());
  }

  @Test
  void waitThatEndedIsNotShownAsWaiting() {
    Ticket ticket = arena.join("C#3", 3);
    assertThat(arena.poll(ticket.id()).ticket().status()).isEqualTo(TicketStatus.WAITING);

    by(arena.queue.leave(ticket.id()));

    TicketView view = arena.poll(ticket.id());
    assertThat(view.ticket().status()).isEqualTo(TicketStatus.CANCELLED);
    int before = arena.storage.uses();
    assertThat(arena.poll(ticket.id())).isEqualTo(view);
    assertThat(arena.storage.uses()).isEqualTo(before);
  }

  /** As between the commit of a join and the agent's place in memory. */
  @Test
  void waitThatOnlyTheStorageKnowsIsLookedUpEachTime() {
    Ticket other = arena.join("C#3", 3);
    Ticket ticket =
        new Ticket(
            new TicketId(new UUID(1, 1)),
            Arena.QUEUE,
            99,
            other.entrant(),
            other.joinedAt(),
            Optional.empty(),
            TicketStatus.WAITING,
            Optional.empty());
    stored(tx -> tx.tickets().insert(List.of(ticket)));
    assertThat(arena.poll(ticket.id()).ticket()).isEqualTo(ticket);

    Ticket expired = ticket.ended(TicketStatus.EXPIRED);
    stored(tx -> tx.tickets().update(List.of(expired)));

    assertThat(arena.poll(ticket.id()).ticket()).isEqualTo(expired);
  }

  private void stored(Consumer<Transaction> work) {
    arena.memory.transact(
        tx -> {
          work.accept(tx);
          return null;
        });
  }

  @Test
  void polledTicketOfAMatchThatEndedIsNotASignOfIt() {
    arena.poll(paired.p1());
    assertThat(arena.presence.size()).isEqualTo(1);
    arena.completed(paired);
    assertThat(arena.presence.size()).isZero();

    arena.poll(paired.p1());
    arena.poll(paired.p2());
    arena.poll(paired.p1());

    assertThat(arena.presence.size()).isZero();
  }

  @Test
  void polledTicketOfAPlayedMatchTellsTheAgentsAddressWithoutTheStorage() {
    arena.poll(paired.p1());
    int before = arena.storage.uses();

    arena.queue.poll(paired.p1(), "203.0.113.9");

    assertThat(arena.presence.wasSeenFrom(paired.match(), "203.0.113.9")).isTrue();
    assertThat(arena.storage.uses()).isEqualTo(before);
  }

  @Test
  void endWhoseAnswerWasLostIsSeen() {
    arena.matches.report(paired.match(), paired.p1(), score(3, 1));
    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.PLAYING);
    assertThat(best()).isEmpty();
    arena.storage.loseAnswers(true);
    refusal(
        ErrorCode.STORAGE_UNAVAILABLE,
        () -> arena.matches.report(paired.match(), paired.p2(), score(1, 3)));
    arena.storage.loseAnswers(false);

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.COMPLETED);
    assertThat(best()).hasSize(2);
  }

  @Test
  void matchesOfThePastAreKnownAfterARestart() {
    arena.completed(paired);
    Match before = arena.match(paired);
    try (Arena next = arena.restarted()) {
      assertThat(next.match(paired)).isEqualTo(before);
      next.clock.advance(Duration.ofSeconds(1));
      assertThat(next.match(paired)).isEqualTo(before);
    }
  }
}
