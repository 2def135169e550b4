package io.lanista.engine.queue;

import static io.lanista.engine.Answered.by;
import static io.lanista.engine.Answered.refusal;
import static io.lanista.engine.Arena.QUEUE;
import static io.lanista.engine.Arena.request;
import static io.lanista.engine.Arena.wallet;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Answered;
import io.lanista.engine.Arena;
import io.lanista.engine.ObservedStorage;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.queue.TicketStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueJoinTest {
  private final Arena arena = new Arena();

  @AfterEach
  void stop() {
    arena.close();
  }

  private static JoinRequest keyed(String code, String key) {
    return request(code, Optional.empty(), Optional.of(key));
  }

  private static JoinRequest ofPlayer(String code, PlayerId player) {
    return new JoinRequest(
        code,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(player),
        Optional.empty(),
        Arena.ADDRESS);
  }

  private TicketStatus status(TicketId ticket) {
    return arena.poll(ticket).ticket().status();
  }

  @Test
  void firstComerWaitsAndIsNextInLine() {
    TicketView first = by(arena.queue.join(request("A#1")));

    assertThat(first.ticket().status()).isEqualTo(TicketStatus.WAITING);
    assertThat(first.position()).contains(1);
    assertThat(arena.queue.size()).isEqualTo(1);
  }

  @Test
  void keyUnderWhichTheEngineLetsAPlayerComeBackIsNobodyElses() {
    refusal(ErrorCode.INVALID_REQUEST, () -> keyed("A#1", "requeue:its-match:its-player"));
  }

  @Test
  void newcomerMeetsTheOldestWaiterInsideItsJoin() {
    Ticket first = arena.join("A#1", 1);
    Ticket second = arena.join("B#2", 2);

    Ticket.Booking newcomer = second.booking().orElseThrow();
    Ticket.Booking waiter = arena.poll(first.id()).ticket().booking().orElseThrow();
    assertThat(second.status()).isEqualTo(TicketStatus.MATCHED);
    assertThat(newcomer.side()).isEqualTo(Side.P2);
    assertThat(waiter.side()).isEqualTo(Side.P1);
    assertThat(waiter.match()).isEqualTo(newcomer.match());
    assertThat(newcomer.briefing().opponentCode()).isEqualTo("A#1");
    assertThat(newcomer.briefing().opponentWallet()).contains(wallet(1));
    assertThat(waiter.briefing().opponentCode()).isEqualTo("B#2");
    Match match = arena.match(newcomer.match());
    assertThat(match.p1()).isEqualTo(first.entrant());
    assertThat(match.p2()).isEqualTo(second.entrant());
    assertThat(arena.queue.size()).isZero();
    assertThat(arena.events(DomainEvent.MatchMade.class)).hasSize(1);
  }

  @Test
  void oneAgentNeverMeetsItselfByCodeWalletOrPlayer() {
    arena.join("A#1", 1);

    assertThat(arena.join("B#2", 1).status()).isEqualTo(TicketStatus.WAITING);
    assertThat(arena.join(" a#1 ", 3).status()).isEqualTo(TicketStatus.MATCHED);
    // "a#1" replaced "A#1" and met "B#2", the only other one.
    assertThat(arena.queue.size()).isZero();
  }

  @Test
  void onePlayerWithTwoCodesNeverMeetsItself() {
    PlayerId player = new PlayerId(UUID.randomUUID());
    by(arena.queue.join(ofPlayer("A#1", player)));
    Ticket second = by(arena.queue.join(ofPlayer("B#2", player))).ticket();

    assertThat(second.status()).isEqualTo(TicketStatus.WAITING);
    assertThat(arena.poll(second.id()).position()).contains(2);
    assertThat(arena.join("C#3").booking().orElseThrow().briefing().opponentCode())
        .isEqualTo("A#1");
    assertThat(arena.poll(second.id()).position()).contains(1);
  }

  @Test
  void rejoiningCancelsTheEarlierEntry() {
    Ticket first = arena.join("A#1");
    Ticket second = arena.join("a#1");

    assertThat(status(first.id())).isEqualTo(TicketStatus.CANCELLED);
    assertThat(status(second.id())).isEqualTo(TicketStatus.WAITING);
    assertThat(arena.queue.size()).isEqualTo(1);
    assertThat(arena.join("B#2").booking()).isPresent();
    assertThat(status(second.id())).isEqualTo(TicketStatus.MATCHED);
  }

  @Test
  void rejoiningTwiceWithinOneBatchLeavesTheLastEntry() {
    List<CompletableFuture<TicketView>> joins = new ArrayList<>();
    inOneBatch(
        () -> {
          joins.add(arena.queue.join(request("A#1")));
          joins.add(arena.queue.join(request("A#1")));
        });

    assertThat(by(joins.get(0)).ticket().status()).isEqualTo(TicketStatus.CANCELLED);
    assertThat(by(joins.get(1)).ticket().status()).isNotEqualTo(TicketStatus.CANCELLED);
  }

  /** Has commands taken up together: they come while another join is being committed. */
  private void inOneBatch(Runnable commands) {
    ObservedStorage.Hold hold = arena.storage.holdNext();
    CompletableFuture<TicketView> leader =
        arena.queue.join(request("LEADER#" + arena.ids.next().toString().substring(0, 4)));
    hold.reached();
    commands.run();
    hold.release();
    by(leader);
  }

  @Test
  void agentInAMatchMayQueueAgain() {
    Arena.Paired playing = arena.pair();

    Ticket again = arena.join("A#1", 1);

    assertThat(again.status()).isEqualTo(TicketStatus.WAITING);
    assertThat(status(playing.p1())).isEqualTo(TicketStatus.MATCHED);
  }

  @Test
  void onlyAWaitingEntryCanLeave() {
    Ticket first = arena.join("A#1");

    assertThat(by(arena.queue.leave(first.id()))).isTrue();
    assertThat(by(arena.queue.leave(first.id()))).isFalse();
    assertThat(by(arena.queue.leave(new TicketId(UUID.randomUUID())))).isFalse();
    Arena.Paired paired = arena.pair();
    assertThat(by(arena.queue.leave(paired.p1()))).isFalse();
    assertThat(status(first.id())).isEqualTo(TicketStatus.CANCELLED);
    assertThat(status(paired.p1())).isEqualTo(TicketStatus.MATCHED);
  }

  @Test
  void entryNobodyAsksForExpiresAndAPolledOneStays() {
    PlayerId player = new PlayerId(UUID.randomUUID());
    Ticket silent = by(arena.queue.join(ofPlayer("A#1", player))).ticket();
    Ticket polled = by(arena.queue.join(ofPlayer("B#2", player))).ticket();
    arena.clock.advance(Duration.ofMinutes(3));
    arena.poll(polled.id());

    arena.pass(Duration.ofMinutes(2));

    assertThat(status(silent.id())).isEqualTo(TicketStatus.EXPIRED);
    assertThat(status(polled.id())).isEqualTo(TicketStatus.WAITING);
    assertThat(arena.queue.size()).isEqualTo(1);
    arena.pass(Duration.ofMinutes(5));
    assertThat(status(polled.id())).isEqualTo(TicketStatus.EXPIRED);
  }

  @Test
  void unknownTicketIsUnknown() {
    refusal(ErrorCode.TICKET_NOT_FOUND, () -> arena.poll(new TicketId(UUID.randomUUID())));
  }

  @Test
  void repeatedIdempotencyKeyFindsTheSameEntryInAnyState() {
    Ticket first = by(arena.queue.join(keyed("A#1", "key"))).ticket();

    assertThat(by(arena.queue.join(keyed("A#1", "key"))).ticket()).isEqualTo(first);
    Ticket opponent = arena.join("B#2");
    Ticket repeated = by(arena.queue.join(keyed("A#1", "key"))).ticket();
    assertThat(repeated.id()).isEqualTo(first.id());
    assertThat(repeated.booking().orElseThrow().match())
        .isEqualTo(opponent.booking().orElseThrow().match());
    assertThat(arena.queue.size()).isZero();
  }

  @Test
  void repeatOfAJoinIsASignOfLife() {
    Ticket first = by(arena.queue.join(keyed("A#1", "key"))).ticket();
    arena.clock.advance(Duration.ofMinutes(4));
    by(arena.queue.join(keyed("A#1", "key")));

    arena.pass(Duration.ofMinutes(4));

    assertThat(status(first.id())).isEqualTo(TicketStatus.WAITING);
  }

  @Test
  void repeatedIdempotencyKeyWithinOneBatchFindsTheSameEntry() {
    List<CompletableFuture<TicketView>> joins = new ArrayList<>();
    inOneBatch(
        () -> {
          joins.add(arena.queue.join(keyed("A#1", "key")));
          joins.add(arena.queue.join(keyed("A#1", "key")));
        });

    assertThat(by(joins.get(0)).ticket()).isEqualTo(by(joins.get(1)).ticket());
  }

  @Test
  void idempotencyKeySurvivesARestart() {
    Ticket first = by(arena.queue.join(keyed("A#1", "key"))).ticket();
    try (Arena next = arena.restarted()) {
      assertThat(by(next.queue.join(keyed("A#1", "key"))).ticket()).isEqualTo(first);
      assertThat(next.queue.size()).isEqualTo(1);
    }
  }

  @Test
  void idempotencyKeyOfAnotherAgentIsRefusedWithoutALeak() {
    Ticket first = by(arena.queue.join(keyed("A#1", "key"))).ticket();

    EngineException refused =
        refusal(ErrorCode.IDEMPOTENCY_CONFLICT, () -> by(arena.queue.join(keyed("B#2", "key"))));

    assertThat(refused.getMessage())
        .doesNotContain(first.id().value().toString())
        .doesNotContain("A#1");
    assertThat(arena.queue.size()).isEqualTo(1);
  }

  @Test
  void restartRebuildsTheQueueFromStorage() {
    PlayerId player = new PlayerId(UUID.randomUUID());
    Ticket first = by(arena.queue.join(ofPlayer("A#1", player))).ticket();
    Ticket second = by(arena.queue.join(ofPlayer("B#2", player))).ticket();
    try (Arena next = arena.restarted()) {
      assertThat(next.queue.size()).isEqualTo(2);
      assertThat(next.poll(second.id()).position()).contains(2);
      Ticket third = next.join("C#3");
      assertThat(third.number()).isGreaterThan(second.number());
      assertThat(third.booking().orElseThrow().briefing().opponentCode()).isEqualTo("A#1");
      assertThat(next.poll(first.id()).ticket().booking()).isPresent();
    }
  }

  @Test
  void everyWaitingEntryHasAFreshAllowanceAfterARestart() {
    Ticket first = arena.join("A#1");
    arena.clock.advance(Duration.ofHours(1));
    try (Arena next = arena.restarted()) {
      next.pass(Duration.ofMinutes(4));
      assertThat(next.queue.size()).isEqualTo(1);
      next.pass(Duration.ofMinutes(1));
      assertThat(next.poll(first.id()).ticket().status()).isEqualTo(TicketStatus.EXPIRED);
    }
  }

  @Test
  void fortyRacingJoinsMakeExactlyTwentyMatches() throws Exception {
    CyclicBarrier together = new CyclicBarrier(40);
    List<CompletableFuture<Ticket>> joins = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String code = "R#" + i;
      joins.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  together.await(10, TimeUnit.SECONDS);
                } catch (Exception broken) {
                  throw new IllegalStateException(broken);
                }
                return arena.join(code);
              },
              command -> new Thread(command, "join").start()));
    }
    Set<MatchId> matches = new HashSet<>();
    Set<String> sides = new HashSet<>();
    // Everybody first: the earliest ones wait for those who come later.
    joins.forEach(Answered::by);
    for (CompletableFuture<Ticket> join : joins) {
      Ticket ticket = arena.poll(by(join).id()).ticket();
      Ticket.Booking booking = ticket.booking().orElseThrow();
      matches.add(booking.match());
      assertThat(sides.add(booking.match() + " " + booking.side())).isTrue();
    }
    assertThat(matches).hasSize(20);
    assertThat(arena.events(DomainEvent.MatchMade.class)).hasSize(20);
    assertThat(arena.queue.size()).isZero();
  }

  @Test
  void failedCommitReachesTheCallersAndBooksNobody() {
    Ticket waiting = arena.join("A#1");
    arena.storage.refuseCommits(true);

    refusal(ErrorCode.STORAGE_UNAVAILABLE, () -> arena.join("B#2"));

    arena.storage.refuseCommits(false);
    assertThat(status(waiting.id())).isEqualTo(TicketStatus.WAITING);
    assertThat(arena.events(DomainEvent.MatchMade.class)).isEmpty();
    assertThat(arena.presence.size()).isZero();
    Ticket next = arena.join("C#3");
    assertThat(next.booking().orElseThrow().briefing().opponentCode()).isEqualTo("A#1");
    List<Ticket> waiters = arena.stored(tx -> tx.tickets().waiting(QUEUE));
    assertThat(waiters).isEmpty();
    assertThat(arena.queue.size()).isZero();
  }

  @Test
  void refusedConnectCodeFailsOnlyItsOwnJoin() {
    List<CompletableFuture<TicketView>> joins = new ArrayList<>();
    inOneBatch(
        () -> {
          joins.add(arena.queue.join(request("  ")));
          joins.add(arena.queue.join(request("A#1")));
        });

    refusal(ErrorCode.INVALID_CONNECT_CODE, () -> by(joins.get(0)));
    assertThat(by(joins.get(1)).ticket().status()).isEqualTo(TicketStatus.MATCHED);
  }

  @Test
  void stoppedQueueRefusesAndWhatItTookInIsAnswered() {
    ObservedStorage.Hold hold = arena.storage.holdNext();
    CompletableFuture<TicketView> taken = arena.queue.join(request("A#1"));
    hold.reached();
    CompletableFuture<TicketView> queued = arena.queue.join(request("B#2"));
    arena.queue.stop(Duration.ZERO.plusMillis(1));
    hold.release();

    assertThat(by(taken).ticket().status()).isNotNull();
    assertThat(by(queued).ticket().status()).isEqualTo(TicketStatus.MATCHED);
    refusal(ErrorCode.SHUTTING_DOWN, () -> arena.join("C#3"));
  }

  @Test
  void entryOutlivesAClockThatIsSetForward() {
    Ticket polled = arena.join("A#1");
    arena.clock.advance(Duration.ofMinutes(4));
    arena.clock.set(Duration.ofHours(1));

    assertThat(by(arena.queue.sweep())).isZero();

    arena.clock.advance(Duration.ofMinutes(1));
    assertThat(by(arena.queue.sweep())).isEqualTo(1);
    assertThat(status(polled.id())).isEqualTo(TicketStatus.EXPIRED);
  }

  @Test
  void silentEntryExpiresThoughTheClockIsSetBack() {
    arena.join("A#1");
    arena.clock.set(Duration.ofHours(-1));
    arena.clock.advance(Duration.ofMinutes(5));

    assertThat(by(arena.queue.sweep())).isEqualTo(1);
  }
}
