package io.lanista.engine.series;

import static io.lanista.engine.Answered.by;
import static io.lanista.engine.Answered.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.engine.queue.Explanation;
import io.lanista.engine.queue.JoinRequest;
import io.lanista.engine.queue.TicketView;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.player.Penalty;
import io.lanista.ports.player.Player;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Series from their pairing to their end, and the queue before them. */
class HostedSeriesTest {
  private final HostedBench arena = new HostedBench();
  private final Player ann = arena.player("Ann");
  private final Player bob = arena.player("Bob");
  private final Player cid = arena.player("Cid");

  // Pairing

  @Test
  void twoWhoArePairedAreOfferedASeriesAndTold() {
    Series offered = arena.offered(ann, bob);
    assertThat(offered.status()).isEqualTo(SeriesStatus.OFFERED);
    assertThat(offered.acceptBy()).isEqualTo(arena.clock.instant().plusSeconds(30));
    assertThat(offered.p1().fighter()).isEqualTo(HostedBench.FIGHTER);
    assertThat(offered.p1().fighterVersion()).isEqualTo(1);
    assertThat(arena.notices(ann))
        .containsExactly(
            new Notice.MatchFound(
                offered.id(),
                new Notice.Opponent(bob.username(), 1500, 0, 0),
                Format.BO3,
                offered.acceptBy()));
    assertThat(arena.told(bob)).containsExactly("match_found");
    assertThat(arena.memory.tickets())
        .extracting(ticket -> ticket.status())
        .containsOnly(TicketStatus.MATCHED);
  }

  @Test
  void aPlayersOwnFighterComesBeforeTheSharedOneOfItsName() {
    arena.memory.transact(
        tx -> {
          tx.fighters().insert(HostedBench.fighter(Optional.of(ann.id()), 1));
          tx.fighters().insert(HostedBench.fighter(Optional.of(ann.id()), 2));
          return null;
        });
    Series offered = arena.offered(ann, bob);
    assertThat(offered.p1().fighterVersion()).isEqualTo(2);
    assertThat(offered.p1().fighterHash())
        .isEqualTo(HostedBench.fighter(Optional.empty(), 2).hash());
    assertThat(offered.p2().fighterVersion()).isEqualTo(1);
  }

  @Test
  void theLongestCommonFormatIsPlayedUnlessBothPreferAnother() {
    Map<List<Format>, Format> againstBoth =
        Map.of(
            List.of(Format.BO3), Format.BO3,
            List.of(Format.BO5), Format.BO5,
            List.of(Format.BO3, Format.BO5), Format.BO3,
            List.of(Format.BO5, Format.BO3), Format.BO5);
    Preferences both = HostedBench.prefers(Format.BO3, Format.BO5);
    againstBoth.forEach(
        (asked, agreed) ->
            assertThat(both.agree(HostedBench.prefers(asked.toArray(new Format[0]))))
                .contains(agreed));
    assertThat(HostedBench.prefers(Format.BO3).agree(HostedBench.prefers(Format.BO5))).isEmpty();
  }

  @Test
  void whoHasNoFormatInCommonIsNotPaired() {
    arena.join(ann, Format.BO3);
    arena.join(bob, Format.BO5);
    assertThat(arena.waits(ann)).isTrue();
    assertThat(arena.waits(bob)).isTrue();
    arena.join(cid, Format.BO5);
    assertThat(arena.live(bob).sideOf(cid.id())).isPresent();
  }

  @Test
  void whoBlocksTheOtherIsNotPaired() {
    arena.blocks.block(ann.id(), bob.username());
    arena.join(ann);
    arena.join(bob);
    assertThat(arena.series.live(ann.id())).isEmpty();
    arena.join(cid);
    assertThat(arena.live(ann).sideOf(cid.id())).isPresent();
  }

  @Test
  void aBlockThatIsMadeOrLiftedWhileWaitingCounts() {
    arena.blocks.block(bob.id(), ann.username());
    arena.join(ann);
    arena.join(bob);
    arena.blocks.unblock(bob.id(), ann.username());
    assertThat(arena.series.live(ann.id())).isEmpty();
    arena.turns();
    assertThat(arena.live(ann).sideOf(bob.id())).isPresent();
  }

  @Test
  void blocksAreKnownAgainAfterARestart() {
    arena.blocks.block(ann.id(), bob.username());
    arena.join(ann);
    HostedBench next = arena.restarted();
    next.join(bob);
    assertThat(next.series.live(ann.id())).isEmpty();
    assertThat(next.waits(ann)).isTrue();
  }

  @Test
  void whoWaitsGoesOnWaitingWhenTheStorageGoesAwayWhileItsPairIsBooked() {
    FailingReads storage = new FailingReads(arena.memory);
    HostedBench failing = new HostedBench(arena.memory, storage, arena.clock, arena.ids);
    failing.join(ann);
    List<CompletableFuture<TicketView>> joins =
        List.of(
            failing.asks(failing.queue, bob),
            failing.asks(failing.queue, cid),
            failing.asks(failing.queue, failing.player("Dan")));

    storage.failAfter("players", 3); // for the first pair, and half of the second
    failing.queue.turn();

    joins.forEach(join -> refusal(ErrorCode.STORAGE_UNAVAILABLE, () -> by(join)));
    assertThat(failing.waits(ann)).isTrue();
    assertThat(arena.memory.tickets())
        .extracting(ticket -> ticket.status())
        .containsOnly(TicketStatus.WAITING);
    failing.join(bob);
    assertThat(failing.live(ann).sideOf(bob.id())).isPresent();
  }

  @Test
  void aPolicyThatCannotSayWhySomebodyWaitsFailsNoJoinOfThatMoment() {
    TicketView first = arena.join(ann, Format.BO3);
    arena.policy.reason(
        () -> {
          throw new IllegalStateException("speechless");
        });
    CompletableFuture<Optional<Explanation>> why = arena.queue.queue().explain(first.ticket().id());
    CompletableFuture<TicketView> join = arena.asks(arena.queue, bob, Format.BO5);
    arena.queue.turn();

    assertThat(by(why)).isEmpty();
    assertThat(by(join).ticket().status()).isEqualTo(TicketStatus.WAITING);
    arena.join(cid, Format.BO5);
    assertThat(arena.live(bob).sideOf(cid.id())).isPresent();
  }

  @Test
  void aGameThatIsAwayWhenSomebodyComesBackKeepsNobodyFromLeaving() {
    Series offered = arena.offered(ann, bob);
    arena.series.accept(ann.id(), offered.id());
    TicketView waiting = arena.join(cid);
    arena.runners.remove(HostedBench.RUNNER);
    arena.series.decline(bob.id(), offered.id());
    CompletableFuture<Boolean> leaving = arena.queue.queue().leave(waiting.ticket().id());
    arena.queue.turn();

    assertThat(by(leaving)).isTrue();
    assertThat(arena.waits(ann)).isFalse();
    arena.runnerIsBack();
    arena.pass(Duration.ofSeconds(2));
    assertThat(arena.waits(ann)).isTrue();
  }

  @Test
  void whoIsInALiveSeriesCannotJoinASecondOne() {
    arena.offered(ann, bob);
    CompletableFuture<TicketView> again = arena.asks(arena.queue, ann);
    arena.queue.turn();
    refusal(ErrorCode.ALREADY_PLAYING, () -> by(again));
    CompletableFuture<TicketView> elsewhere = arena.asks(arena.training, ann);
    arena.training.turn();
    refusal(ErrorCode.ALREADY_PLAYING, () -> by(elsewhere));
  }

  @Test
  void whoWasBookedInAnotherQueueMeanwhileFailsNoJoinOfOthers() {
    arena.join(arena.training, ann);
    arena.join(ann);
    CompletableFuture<TicketView> cidJoins = arena.asks(arena.training, cid);
    // Ann is paired in the one queue while she waits in the other.
    arena.join(bob);
    arena.training.turn();
    assertThat(by(cidJoins).ticket().status()).isEqualTo(TicketStatus.WAITING);
    assertThat(arena.training.queue().ofPlayer(ann.id())).isEmpty();
    assertThat(arena.live(ann).sideOf(bob.id())).isPresent();
    assertThat(arena.series.live(cid.id())).isEmpty();
    Player dan = arena.player("Dan");
    arena.join(arena.training, dan);
    arena.turns();
    assertThat(arena.live(cid).sideOf(dan.id())).isPresent();
  }

  @Test
  void anUnknownFighterIsRefusedWhenJoining() {
    var request =
        JoinRequest.hosted(
            ann,
            new FighterName("nobodys"),
            HostedBench.prefers(Format.BO3),
            Optional.empty(),
            "198.51.100.1");
    var answer = arena.queue.queue().join(request);
    arena.queue.turn();
    refusal(ErrorCode.FIGHTER_NOT_FOUND, () -> by(answer));
  }

  @Test
  void thePolicySaysWhyATicketWaits() {
    TicketView ticket = arena.join(ann);
    var why = arena.queue.queue().explain(ticket.ticket().id());
    arena.queue.turn();
    assertThat(by(why)).map(said -> said.reason()).contains("Nobody else is here.");
  }

  // Accepting

  @Test
  void itStartsWhenBothAcceptAndEachGetsATokenOfItsOwn() {
    Series starting = arena.starting(ann, bob);
    assertThat(starting.status()).isEqualTo(SeriesStatus.STARTING);
    assertThat(arena.started).contains(starting.id());
    assertThat(arena.told(ann)).containsExactly("match_found", "match_starting");
    Notice.MatchStarting token = (Notice.MatchStarting) arena.notices(bob).get(1);
    assertThat(arena.series.redeem(starting.id(), token.token())).contains(Side.P2);
    assertThat(arena.series.redeem(starting.id(), token.token())).isEmpty();
    assertThat(arena.series.redeem(starting.id(), "nj_match_0")).isEmpty();
  }

  @Test
  void aTokenIsOfOneMatchAndWorthlessWhenThatIsOver() {
    Series completed = arena.starting(ann, bob);
    String annsFirst = token(ann);
    arena.play(completed, Side.P1);
    assertThat(arena.series.redeem(completed.id(), annsFirst)).isEmpty();

    Series abandoned = arena.starting(ann, bob);
    String annsSecond = token(ann);
    assertThat(annsSecond).isNotEqualTo(annsFirst);
    assertThat(arena.series.redeem(completed.id(), annsSecond)).isEmpty();
    assertThat(arena.series.redeem(abandoned.id(), annsFirst)).isEmpty();
    arena.series.begin(abandoned.id());
    // It is good as long as the series is played.
    assertThat(arena.series.redeem(abandoned.id(), annsSecond)).isPresent();
    String bobs = token(bob);
    arena.series.abandon(abandoned.id(), "The world would not start.");
    assertThat(arena.series.redeem(abandoned.id(), bobs)).isEmpty();
  }

  private String token(Player player) {
    return arena.notices(player).stream()
        .filter(Notice.MatchStarting.class::isInstance)
        .map(Notice.MatchStarting.class::cast)
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .token();
  }

  @Test
  void acceptingAgainChangesNothing() {
    Series offered = arena.offered(ann, bob);
    arena.series.accept(ann.id(), offered.id());
    arena.series.accept(ann.id(), offered.id());
    assertThat(arena.series.find(offered.id()).status()).isEqualTo(SeriesStatus.OFFERED);
    arena.series.accept(bob.id(), offered.id());
    arena.series.accept(bob.id(), offered.id());
    assertThat(arena.told(bob)).containsExactly("match_found", "match_starting");
  }

  @Test
  void othersCannotAnswer() {
    Series offered = arena.offered(ann, bob);
    refusal(ErrorCode.NOT_YOUR_MATCH, () -> arena.series.accept(cid.id(), offered.id()));
    refusal(
        ErrorCode.MATCH_NOT_FOUND,
        () -> arena.series.accept(ann.id(), new MatchId(UUID.randomUUID())));
  }

  @Test
  void whoAcceptedGoesBackWithItsOriginalTimeWhenTheOtherDeclines() {
    Series offered = arena.offered(ann, bob);
    Instant joined = offered.createdAt();
    arena.series.accept(ann.id(), offered.id());
    arena.clock.advance(Duration.ofSeconds(10));
    arena.series.decline(bob.id(), offered.id());
    arena.turns();
    assertThat(arena.series.find(offered.id()).status()).isEqualTo(SeriesStatus.VOID);
    assertThat(arena.queue.queue().ofPlayer(ann.id()).orElseThrow().ticket().joinedAt())
        .isEqualTo(joined);
    assertThat(arena.waits(bob)).isFalse();
    assertThat(arena.notices(ann))
        .endsWith(new Notice.MatchVoid(offered.id(), "Bob declined.", true));
    CompletableFuture<TicketView> again = arena.asks(arena.queue, bob);
    arena.queue.turn();
    assertThat(refusal(ErrorCode.COOLING_DOWN, () -> by(again))).hasMessageContaining("60 seconds");
  }

  @Test
  void whoComesBackIsFirstInLine() {
    Series offered = arena.offered(ann, bob);
    arena.blocks.block(ann.id(), cid.username());
    arena.clock.advance(Duration.ofSeconds(1));
    TicketView waiting = arena.join(cid);
    arena.series.accept(ann.id(), offered.id());
    arena.series.decline(bob.id(), offered.id());
    arena.turns();
    assertThat(arena.queue.queue().ofPlayer(ann.id()).orElseThrow().position()).contains(1);
    assertThat(arena.queue.position(waiting.ticket())).contains(2);
  }

  @Test
  void whoStillHadTimeGoesBackToo() {
    Series offered = arena.offered(ann, bob);
    arena.series.decline(bob.id(), offered.id());
    arena.turns();
    assertThat(arena.waits(ann)).isTrue();
  }

  @Test
  void silenceVoidsItAndOnlyWhoAcceptedGoesBack() {
    Series offered = arena.offered(ann, bob);
    arena.series.accept(bob.id(), offered.id());
    arena.pass(Duration.ofSeconds(29));
    assertThat(arena.series.find(offered.id()).status()).isEqualTo(SeriesStatus.OFFERED);
    arena.pass(Duration.ofSeconds(1));
    assertThat(arena.series.find(offered.id()).reason()).contains("Ann did not accept in time.");
    assertThat(arena.waits(bob)).isTrue();
    assertThat(arena.waits(ann)).isFalse();
  }

  @Test
  void ifBothAreSilentBothRest() {
    Series offered = arena.offered(ann, bob);
    arena.pass(Duration.ofSeconds(30));
    assertThat(arena.series.find(offered.id()).reason())
        .contains("Ann and Bob did not accept in time.");
    for (Player player : List.of(ann, bob)) {
      CompletableFuture<TicketView> again = arena.asks(arena.queue, player);
      arena.queue.turn();
      refusal(ErrorCode.COOLING_DOWN, () -> by(again));
    }
  }

  @Test
  void itIsTooLateToAcceptWhenTheTimeIsOverEvenIfNobodyHasLooked() {
    Series offered = arena.offered(ann, bob);
    arena.clock.advance(Duration.ofSeconds(30));
    refusal(ErrorCode.SERIES_REFUSED, () -> arena.series.accept(ann.id(), offered.id()));
    refusal(ErrorCode.SERIES_REFUSED, () -> arena.series.decline(ann.id(), offered.id()));
  }

  @Test
  void nobodyIsLostWhenTheEngineStopsBetweenTheVoidAndTheReturn() {
    Series offered = arena.offered(ann, bob);
    arena.series.accept(ann.id(), offered.id());
    arena.series.decline(bob.id(), offered.id());
    // The command to the queue was lost with the process.
    HostedBench next = arena.restarted();
    assertThat(next.waits(ann)).isFalse();
    next.handleDue();
    assertThat(next.waits(ann)).isTrue();
    next.pass(Duration.ofSeconds(2));
    next.pass(Duration.ofSeconds(2));
    assertThat(next.memory.deadlines())
        .noneMatch(deadline -> deadline.subject().kind().equals(SeriesWriter.RETURN));
    assertThat(
            next.memory.tickets().stream()
                .filter(ticket -> ticket.status() == TicketStatus.WAITING))
        .hasSize(1);
  }

  @Test
  void whoLeftAfterComingBackStaysAway() {
    Series offered = arena.offered(ann, bob);
    arena.series.accept(ann.id(), offered.id());
    arena.series.decline(bob.id(), offered.id());
    arena.turns();
    var left =
        arena
            .queue
            .queue()
            .leave(arena.queue.queue().ofPlayer(ann.id()).orElseThrow().ticket().id());
    arena.turns();
    assertThat(by(left)).isTrue();
    arena.pass(Duration.ofSeconds(2));
    assertThat(arena.waits(ann)).isFalse();
  }

  @Test
  void aRestDoublesUpToHalfAnHourAndIsForgottenAfterADay() {
    Instant now = Instant.parse("2026-03-01T10:00:00Z");
    Optional<Penalty> penalty = Optional.empty();
    for (long expected : List.of(60, 120, 240, 480, 960, 1800, 1800)) {
      penalty = Optional.of(Penalties.next(penalty, ann.id(), SeriesSettings.USUAL, now));
      assertThat(Duration.between(now, penalty.get().until())).hasSeconds(expected);
      now = now.plusSeconds(3600);
    }
    Penalty later =
        Penalties.next(penalty, ann.id(), SeriesSettings.USUAL, now.plus(Duration.ofDays(1)));
    assertThat(later.strikes()).isEqualTo(1);
  }

  // Playing

  @Test
  void aDecidedSeriesIsRatedAndFreesBoth() {
    Series over = arena.play(arena.starting(ann, bob), Side.P1);
    assertThat(over.status()).isEqualTo(SeriesStatus.COMPLETED);
    assertThat(over.p1().rating().orElseThrow().before()).isEqualTo(1500);
    assertThat(over.p1().rating().orElseThrow().after()).isEqualTo(1516);
    assertThat(arena.elo(ann)).isEqualTo(1516);
    assertThat(arena.elo(bob)).isEqualTo(1484);
    assertThat(arena.series.live(ann.id())).isEmpty();
    assertThat(arena.notices(bob))
        .endsWith(
            new Notice.MatchEnd(
                over.id(),
                ann.username(),
                "2-0",
                Map.of("Ann", 16, "Bob", -16),
                Map.of("Ann", 1516, "Bob", 1484)));
    assertThat(arena.told(ann))
        .containsExactly("match_found", "match_starting", "game_end", "game_end", "match_end");
    arena.join(ann);
    assertThat(arena.waits(ann)).isTrue();
  }

  @Test
  void aGameThatIsRecordedTwiceCountsOnce() {
    Series starting = arena.starting(ann, bob);
    arena.series.begin(starting.id());
    arena.series.record(starting.id(), arena.game(1, Side.P1));
    Series then = arena.series.record(starting.id(), arena.game(1, Side.P1));
    assertThat(then.wins(Side.P1)).isEqualTo(1);
    Series over = arena.series.record(starting.id(), arena.game(2, Side.P1));
    assertThat(arena.series.record(starting.id(), arena.game(2, Side.P1))).isEqualTo(over);
    assertThat(arena.elo(ann)).isEqualTo(1516);
    assertThatThrownBy(() -> arena.series.record(starting(cid).id(), arena.game(2, Side.P1)))
        .isInstanceOf(IllegalStateException.class);
  }

  private Series starting(Player player) {
    return arena.starting(player, arena.player("Eve"));
  }

  @Test
  void trainingChangesNoRating() {
    arena.join(arena.training, ann);
    arena.join(arena.training, bob);
    Series offered = arena.live(ann);
    assertThat(offered.training()).isTrue();
    arena.series.accept(ann.id(), offered.id());
    Series over = arena.play(arena.series.accept(bob.id(), offered.id()), Side.P2);
    assertThat(over.winner()).contains(Side.P2);
    assertThat(over.p1().rating()).isEmpty();
    assertThat(arena.memory.ratings()).isEmpty();
    assertThat(arena.notices(ann))
        .endsWith(new Notice.MatchEnd(over.id(), bob.username(), "2-0", Map.of(), Map.of()));
  }

  @Test
  void anAbandonedSeriesIsVoidWithoutAnEffect() {
    Series starting = arena.starting(ann, bob);
    arena.series.begin(starting.id());
    arena.series.record(starting.id(), arena.game(1, Side.P1));
    arena.series.abandon(starting.id(), "The world would not start.");
    Series over = arena.series.find(starting.id());
    assertThat(over.status()).isEqualTo(SeriesStatus.VOID);
    assertThat(arena.memory.ratings()).isEmpty();
    assertThat(arena.notices(ann))
        .endsWith(new Notice.MatchVoid(over.id(), "The world would not start.", false));
    assertThat(arena.series.record(starting.id(), arena.game(2, Side.P1))).isEqualTo(over);
    arena.turns();
    assertThat(arena.waits(ann)).isFalse();
  }

  @Test
  void whatWasInterruptedIsPlayedAgainFromItsGame() {
    Series starting = arena.starting(ann, bob);
    assertThat(arena.series.toPlay()).containsExactly(starting.id());
    arena.series.begin(starting.id());
    HostedBench next = arena.restarted();
    assertThat(next.series.toPlay()).containsExactly(starting.id());
    assertThat(next.series.begin(starting.id()).orElseThrow().interruptions()).isEqualTo(1);
    assertThat(next.series.record(starting.id(), next.game(1, Side.P2)).interruptions()).isZero();
    next.series.record(starting.id(), next.game(2, Side.P2));
    assertThat(next.series.begin(starting.id())).isEmpty();
    assertThat(next.series.toPlay()).isEmpty();
  }

  @Test
  void aStartThatNobodyHeardOfIsSaidAgain() {
    Series starting = arena.starting(ann, bob);
    HostedBench next = arena.restarted();
    next.pass(Duration.ofSeconds(30));
    assertThat(next.started).containsExactly(starting.id());
  }
}
