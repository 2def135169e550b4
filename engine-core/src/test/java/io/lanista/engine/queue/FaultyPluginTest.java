package io.lanista.engine.queue;

import static io.lanista.engine.Answered.by;
import static io.lanista.engine.Answered.eventually;
import static io.lanista.engine.Answered.refusal;
import static io.lanista.engine.Arena.QUEUE;
import static io.lanista.engine.Arena.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.ObservedStorage;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.Briefing;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.FakeCoordinatedGame;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.Reconciliation;
import io.lanista.ports.match.Report;
import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.queue.Pairing;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.replay.ReplayReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever a plugin does, nobody is booked twice and the queue goes on. */
class FaultyPluginTest {
  private final Arena arena = new Arena();

  @AfterEach
  void stop() {
    arena.close();
  }

  /** The usual game, except for what a test makes it do wrong. */
  private static class Game implements CoordinatedGame {
    private static final FakeCoordinatedGame USUAL = new FakeCoordinatedGame();

    @Override
    public String game() {
      return USUAL.game();
    }

    @Override
    public String agentKey(String connectCode) {
      return USUAL.agentKey(connectCode);
    }

    @Override
    public Briefing briefing(Entrant self, Entrant opponent) {
      return USUAL.briefing(self, opponent);
    }

    @Override
    public Reconciliation reconcile(Report p1, Report p2) {
      return USUAL.reconcile(p1, p2);
    }

    @Override
    public ReplayReader replays() {
      return USUAL.replays();
    }
  }

  /** A game that throws, or answers null, when it is to brief the sides. */
  private static final class Speechless extends Game {
    private final boolean throwing;

    Speechless(boolean throwing) {
      this.throwing = throwing;
    }

    @Override
    public Briefing briefing(Entrant self, Entrant opponent) {
      if (throwing) {
        throw new IllegalStateException("speechless");
      }
      return null;
    }
  }

  private void policyIsBroken() {
    arena.policy.distort(
        pairings -> {
          throw new IllegalStateException("broken");
        });
  }

  private void memoryEqualsStorage() {
    assertThat(arena.queue.size())
        .isEqualTo(arena.stored(tx -> tx.tickets().waiting(QUEUE)).size());
  }

  @Test
  void policyThatThrowsFailsTheJoinByNameAndKeepsTheOthersWaiting() {
    Ticket waiting = arena.join("A#1");
    policyIsBroken();

    EngineException refused = refusal(ErrorCode.PLUGIN_FAILED, () -> arena.join("B#2"));

    assertThat(refused).hasMessageContaining("arrival");
    assertThat(arena.poll(waiting.id()).ticket().status()).isEqualTo(TicketStatus.WAITING);
    memoryEqualsStorage();
    arena.policy.distort(pairings -> pairings);
    assertThat(arena.join("B#2").status()).isEqualTo(TicketStatus.MATCHED);
  }

  @Test
  void takenTooLongIsLikeThrown() {
    arena.policy.distort(
        pairings -> {
          throw new EngineException(ErrorCode.PLUGIN_FAILED, "Plugin p (arrival) took too long.");
        });

    assertThat(refusal(ErrorCode.PLUGIN_FAILED, () -> arena.join("A#1")))
        .hasMessageContaining("took too long");
    memoryEqualsStorage();
  }

  @Test
  void queueOutlivesAMachineThatHasNoThreadForAnyCall() {
    Ticket waiting = arena.join("A#1");
    arena.policies.starve(true);

    refusal(ErrorCode.INTERNAL, () -> arena.join("B#2"));

    arena.policies.starve(false);
    assertThat(arena.join("B#2").status()).isEqualTo(TicketStatus.MATCHED);
    assertThat(arena.poll(waiting.id()).ticket().status()).isEqualTo(TicketStatus.MATCHED);
  }

  @Test
  void durableJoinIsAnsweredThoughThereIsNoThreadToAnswerIt() {
    arena.answers =
        answer -> {
          throw new OutOfMemoryError("unable to create native thread");
        };

    assertThat(arena.join("A#1").status()).isEqualTo(TicketStatus.WAITING);
    assertThat(arena.join("B#2").status()).isEqualTo(TicketStatus.MATCHED);
  }

  @Test
  void policyThatAnswersNullFailsTheJoin() {
    arena.policy.distort(pairings -> null);

    refusal(ErrorCode.PLUGIN_FAILED, () -> arena.join("A#1"));

    arena.policy.distort(pairings -> pairings);
    assertThat(arena.join("A#1").status()).isEqualTo(TicketStatus.WAITING);
  }

  @Test
  void joinTakenBackRestoresTheEntryItReplaced() {
    Ticket first = arena.join("A#1");
    policyIsBroken();

    refusal(ErrorCode.PLUGIN_FAILED, () -> arena.join("A#1"));

    assertThat(arena.poll(first.id()).ticket().status()).isEqualTo(TicketStatus.WAITING);
    memoryEqualsStorage();
  }

  @Test
  void repeatsOfAJoinThatIsTakenBackAreTakenBackToo() {
    ObservedStorage.Hold hold = arena.storage.holdNext();
    CompletableFuture<TicketView> leader = arena.queue.join(request("LEADER#1"));
    hold.reached();
    policyIsBroken();
    JoinRequest request = request("A#1", Optional.empty(), Optional.of("key"));
    List<CompletableFuture<TicketView>> joins =
        List.of(arena.queue.join(request), arena.queue.join(request), arena.queue.join(request));
    hold.release();
    by(leader);

    joins.forEach(join -> refusal(ErrorCode.PLUGIN_FAILED, () -> by(join)));
    memoryEqualsStorage();
    arena.policy.distort(pairings -> List.of());
    Ticket stored = by(arena.queue.join(request)).ticket();
    Optional<Ticket> kept = arena.stored(tx -> tx.tickets().find(stored.id()));
    assertThat(kept).isPresent();
  }

  @Test
  void impossiblePairingsAreNotBooked() {
    Ticket first = arena.join("A#1", 1);
    Ticket same = arena.join("B#2", 1);
    arena.policy.distort(
        pairings -> List.of(new Pairing(first.number(), same.number()), new Pairing(777, 778)));

    Ticket third = arena.join("C#3", 3);

    assertThat(third.status()).isEqualTo(TicketStatus.WAITING);
    assertThat(arena.events(DomainEvent.MatchMade.class)).isEmpty();
    memoryEqualsStorage();
    arena.policy.distort(pairings -> pairings);
    assertThat(arena.join("D#4", 4).status()).isEqualTo(TicketStatus.MATCHED);
  }

  @Test
  void oneCandidateInTwoPairingsIsBookedOnce() {
    Ticket first = arena.join("A#1", 1);
    Ticket second = arena.join("B#2", 1);
    arena.policy.distort(
        pairings -> {
          List<Pairing> twice = new ArrayList<>(pairings);
          pairings.forEach(p -> twice.add(new Pairing(p.second(), p.first())));
          pairings.forEach(p -> twice.add(new Pairing(second.number(), p.second())));
          return twice;
        });

    Ticket third = arena.join("C#3", 3);

    assertThat(third.booking().orElseThrow().match())
        .isEqualTo(arena.poll(first.id()).ticket().booking().orElseThrow().match());
    assertThat(arena.poll(second.id()).ticket().status()).isEqualTo(TicketStatus.WAITING);
    assertThat(arena.events(DomainEvent.MatchMade.class)).hasSize(1);
    memoryEqualsStorage();
  }

  @Test
  void pairingProposedAgainAfterItsMatchIsNotBookedAgain() {
    Arena.Paired paired = arena.pair();
    long p1 = arena.stored(tx -> tx.tickets().find(paired.p1())).orElseThrow().number();
    arena.policy.distort(pairings -> List.of(new Pairing(p1, p1 + 1), new Pairing(p1, p1 + 2)));

    assertThat(arena.join("C#3", 3).status()).isEqualTo(TicketStatus.WAITING);
    assertThat(arena.events(DomainEvent.MatchMade.class)).hasSize(1);
  }

  @Test
  void replacedPolicyIsOfferedEveryoneWhoWaits() {
    Ticket first = arena.join("A#1", 1);
    Ticket second = arena.join("B#2", 1);
    ArrivalPolicy next = new ArrivalPolicy();
    arena.policies.replace("arrival", next);

    assertThat(arena.join("C#3", 1).status()).isEqualTo(TicketStatus.WAITING);

    assertThat(next.pools()).isEqualTo(1);
    assertThat(next.offered())
        .extracting(Candidate::number)
        .containsExactly(first.number(), second.number(), second.number() + 1);
  }

  @Test
  void replacedPolicyPairsThoseWhoWaitWithoutAnotherJoin() {
    arena.policy.distort(pairings -> List.of());
    Ticket first = arena.join("A#1", 1);
    arena.join("B#2", 2);

    arena.policies.replace("arrival", new ArrivalPolicy());

    eventually(
        "the new policy pairs",
        () -> arena.poll(first.id()).ticket().status() == TicketStatus.MATCHED);
  }

  @Test
  void policyThatTakesOverKnowsTheRatingsOfThoseWhoWait() {
    arena.completed(arena.pair());
    Ticket winner = arena.join("A#1", 1);
    ArrivalPolicy byRating = new ArrivalPolicy(true);
    arena.policies.replace("arrival", byRating);

    arena.join("C#3", 1);

    assertThat(byRating.offered())
        .filteredOn(candidate -> candidate.number() == winner.number())
        .extracting(Candidate::rating)
        .containsExactly(1516);
  }

  @Test
  void missingPolicyFailsTheJoinByName() {
    arena.policies.replace("arrival", new BrokenPolicy());

    assertThat(refusal(ErrorCode.PLUGIN_FAILED, () -> arena.join("A#1")))
        .hasMessageContaining("arrival");
    memoryEqualsStorage();
  }

  /** A policy that cannot open a pool. */
  private static final class BrokenPolicy implements MatchmakingPolicy {
    @Override
    public io.lanista.ports.queue.MatchPool open(io.lanista.ports.queue.QueueName queue) {
      throw new IllegalStateException("No pool today.");
    }
  }

  /** A game that fails for certain connect codes. */
  private static final class Allergic extends Game {
    private final String toKey;
    private final String toBrief;

    Allergic(String toKey, String toBrief) {
      this.toKey = toKey;
      this.toBrief = toBrief;
    }

    @Override
    public String agentKey(String connectCode) {
      if (connectCode.equals(toKey)) {
        throw new IllegalStateException("no key");
      }
      return super.agentKey(connectCode);
    }

    @Override
    public Briefing briefing(Entrant self, Entrant opponent) {
      if (self.connectCode().equals(toBrief)) {
        throw new IllegalStateException("no briefing");
      }
      return super.briefing(self, opponent);
    }
  }

  /** Joins that are taken in as one batch. */
  private List<CompletableFuture<TicketView>> together(String... codes) {
    ObservedStorage.Hold hold = arena.storage.holdNext();
    CompletableFuture<TicketView> leader = arena.queue.join(request("LEADER#1"));
    hold.reached();
    List<CompletableFuture<TicketView>> joins =
        Arrays.stream(codes).map(code -> arena.queue.join(request(code))).toList();
    hold.release();
    by(leader);
    by(arena.queue.leave(by(leader).ticket().id()));
    return joins;
  }

  @Test
  void codeThatTheGameFailsForDoesNotRefuseTheOthersOfItsBatch() {
    arena.policy.distort(pairings -> List.of());
    arena.runners.replace("netplay", new Allergic("BAD#1", ""));

    List<CompletableFuture<TicketView>> joins = together("A#1", "BAD#1", "B#2");

    assertThat(by(joins.get(0)).ticket().status()).isEqualTo(TicketStatus.WAITING);
    assertThat(by(joins.get(2)).ticket().status()).isEqualTo(TicketStatus.WAITING);
    refusal(ErrorCode.PLUGIN_FAILED, () -> by(joins.get(1)));
    memoryEqualsStorage();
  }

  @Test
  void pairThatTheGameFailsForDoesNotBlockThoseBehindIt() {
    arena.runners.replace("netplay", new Allergic("", "BAD#1"));
    Ticket bad = arena.join("BAD#1");

    refusal(ErrorCode.PLUGIN_FAILED, () -> arena.join("A#1"));
    assertThat(arena.join("B#2").status()).isEqualTo(TicketStatus.WAITING);
    assertThat(arena.join("C#3").status()).isEqualTo(TicketStatus.MATCHED);

    assertThat(arena.poll(bad.id()).ticket().status()).isEqualTo(TicketStatus.WAITING);
    memoryEqualsStorage();
  }

  @Test
  void whoWasSetAsideIsPairedLater() {
    arena.runners.replace("netplay", new Allergic("", "BAD#1"));
    Ticket first = arena.join("A#1");
    refusal(ErrorCode.PLUGIN_FAILED, () -> arena.join("BAD#1"));
    Ticket second = arena.join("B#2");
    assertThat(second.status()).isEqualTo(TicketStatus.WAITING);

    arena.clock.advance(Duration.ofMinutes(1));

    eventually(
        "the one set aside is offered again",
        () -> arena.poll(first.id()).ticket().status() == TicketStatus.MATCHED);
    assertThat(arena.poll(second.id()).ticket().status()).isEqualTo(TicketStatus.MATCHED);
    memoryEqualsStorage();
  }

  @Test
  void twoWaitersThatTheGameFailsForComeBackAtDifferentTimes() {
    arena.policy.distort(pairings -> List.of());
    arena.runners.replace("netplay", new Allergic("", "BAD#1"));
    Ticket bad = arena.join("BAD#1");
    Ticket good = arena.join("A#1");
    ArrivalPolicy next = new ArrivalPolicy();
    arena.policies.replace("arrival", next);
    eventually("the pair is tried", () -> next.offered().size() == 2);
    Ticket third = arena.join("B#2");
    assertThat(third.status()).isEqualTo(TicketStatus.WAITING);

    arena.clock.advance(Duration.ofSeconds(6));

    eventually(
        "the third meets the one that is not at fault",
        () -> arena.poll(good.id()).ticket().status() == TicketStatus.MATCHED);
    assertThat(arena.poll(third.id()).ticket().status()).isEqualTo(TicketStatus.MATCHED);
    assertThat(arena.poll(bad.id()).ticket().status()).isEqualTo(TicketStatus.WAITING);
  }

  @Test
  void aNewGamePairsAtOnceWhomTheOldOneFailedFor() {
    arena.policy.distort(pairings -> List.of());
    arena.runners.replace("netplay", new Allergic("", "BAD#1"));
    Ticket bad = arena.join("BAD#1");
    arena.join("A#1");
    ArrivalPolicy next = new ArrivalPolicy();
    arena.policies.replace("arrival", next);
    eventually("the pair is tried", () -> next.offered().size() == 2);

    arena.runners.replace("netplay", new FakeCoordinatedGame());

    eventually(
        "they are offered again, with the clock standing still",
        () -> arena.poll(bad.id()).ticket().status() == TicketStatus.MATCHED);
    memoryEqualsStorage();
  }

  @Test
  void whoIsSetAsideMayLeave() {
    arena.runners.replace("netplay", new Allergic("", "BAD#1"));
    Ticket bad = arena.join("BAD#1");
    refusal(ErrorCode.PLUGIN_FAILED, () -> arena.join("A#1"));
    arena.join("B#2");

    assertThat(by(arena.queue.leave(bad.id()))).isTrue();

    arena.clock.advance(Duration.ofMinutes(1));
    assertThat(arena.join("C#3").status()).isEqualTo(TicketStatus.MATCHED);
    memoryEqualsStorage();
  }

  @Test
  void runnerOfAnotherKindFailsTheJoin() {
    GameRunner hosted = () -> "hosted";
    arena.runners.replace("netplay", hosted);

    refusal(ErrorCode.PLUGIN_FAILED, () -> arena.join("A#1"));

    arena.runners.replace("netplay", new FakeCoordinatedGame());
    assertThat(arena.join("A#1").status()).isEqualTo(TicketStatus.WAITING);
  }

  @Test
  void gameThatCannotBriefBooksNobody() {
    Ticket waiting = arena.join("A#1");
    for (boolean throwing : new boolean[] {true, false}) {
      arena.runners.replace("netplay", new Speechless(throwing));
      assertThat(refusal(ErrorCode.PLUGIN_FAILED, () -> arena.join("B#2")))
          .hasMessageContaining("netplay");
      arena.clock.advance(Duration.ofMinutes(1));
    }

    assertThat(arena.events(DomainEvent.MatchMade.class)).isEmpty();
    assertThat(arena.presence.size()).isZero();
    memoryEqualsStorage();
    arena.runners.replace("netplay", new FakeCoordinatedGame());
    assertThat(arena.join("B#2").booking().orElseThrow().briefing().opponentCode())
        .isEqualTo(waiting.entrant().connectCode());
  }
}
