package io.lanista.engine.match;

import static io.lanista.engine.Answered.refusal;
import static io.lanista.engine.Arena.MATCH_TIMEOUT;
import static io.lanista.engine.Arena.lost;
import static io.lanista.engine.Arena.score;
import static io.lanista.engine.Arena.won;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.Arena.Paired;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.CoordinatedGame;
import io.lanista.ports.match.Decision;
import io.lanista.ports.match.FakeCoordinatedGame;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Report;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.rating.Rating;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MatchLifecycleTest {
  private final Arena arena = new Arena();
  private final Paired paired = arena.pair();

  @AfterEach
  void stop() {
    arena.close();
  }

  private void report(Side side, Report report) {
    arena.matches.report(paired.match(), paired.ticket(side), report);
  }

  @Test
  void matchIsPlayedUntilBothReported() {
    report(Side.P1, score(3, 1));

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.PLAYING);

    report(Side.P2, score(1, 3));

    Match match = arena.match(paired);
    assertThat(match.status()).isEqualTo(MatchStatus.COMPLETED);
    assertThat(match.result().orElseThrow().decision())
        .isEqualTo(new Decision(Side.P1, 3, 1, false));
    assertThat(match.result().orElseThrow().timestampSeconds())
        .isEqualTo(arena.clock.instant().getEpochSecond());
    assertThat(match.endedAt()).contains(arena.clock.instant());
  }

  @Test
  void repeatedReportChangesNothingEvenAfterCompletion() {
    report(Side.P1, score(3, 1));
    report(Side.P1, score(3, 1));
    report(Side.P2, score(1, 3));
    Match before = arena.match(paired);
    arena.clock.advance(Duration.ofMinutes(5));

    report(Side.P1, score(3, 1));
    report(Side.P2, score(1, 3));

    assertThat(arena.match(paired)).isEqualTo(before);
    assertThat(arena.events(DomainEvent.ReportReceived.class)).hasSize(2);
    assertThat(arena.events(DomainEvent.MatchCompleted.class)).hasSize(1);
  }

  @Test
  void secondThoughtOfOneSideIsRefusedAndTheFirstReportStands() {
    report(Side.P1, lost());

    refusal(ErrorCode.REPORT_CONFLICT, () -> report(Side.P1, won()));
    report(Side.P2, won());

    assertThat(arena.match(paired).result().orElseThrow().decision().winner()).isEqualTo(Side.P2);
    refusal(ErrorCode.REPORT_CONFLICT, () -> report(Side.P1, won()));
    assertThat(arena.match(paired).result().orElseThrow().decision().winner()).isEqualTo(Side.P2);
  }

  @Test
  void reportAfterExpiryIsRefusedAndChangesNothing() {
    report(Side.P1, won());
    arena.pass(MATCH_TIMEOUT);

    refusal(ErrorCode.MATCH_FINISHED, () -> report(Side.P2, lost()));

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.EXPIRED);
    assertThat(arena.match(paired).p2Report()).isEmpty();
    report(Side.P1, won());
  }

  @Test
  void strangersTicketsCannotReport() {
    Paired others = arena.pair("C#3", 3, "D#4", 4);

    refusal(
        ErrorCode.NOT_YOUR_MATCH, () -> arena.matches.report(paired.match(), others.p1(), won()));
    refusal(
        ErrorCode.NOT_YOUR_MATCH,
        () -> arena.matches.report(paired.match(), new TicketId(UUID.randomUUID()), won()));
    refusal(
        ErrorCode.NOT_YOUR_MATCH,
        () -> arena.matches.report(paired.match(), arena.join("E#5").id(), won()));
    assertThat(arena.match(paired).p1Report()).isEmpty();
  }

  @Test
  void unknownMatchIsUnknownToEveryCommand() {
    MatchId none = new MatchId(UUID.randomUUID());

    refusal(ErrorCode.MATCH_NOT_FOUND, () -> arena.matches.view(none));
    refusal(ErrorCode.MATCH_NOT_FOUND, () -> arena.matches.report(none, paired.p1(), won()));
    refusal(
        ErrorCode.MATCH_NOT_FOUND,
        () -> arena.matches.resolve(none, Optional.of(Side.P1), "because"));
    refusal(ErrorCode.MATCH_NOT_FOUND, () -> arena.matches.expire(none, "because"));
    refusal(ErrorCode.MATCH_NOT_FOUND, () -> arena.rematches.again(none));
  }

  @Test
  void concurrentReportsCompleteTheMatchOnce() throws Exception {
    for (int round = 0; round < 30; round++) {
      Paired pair = arena.pair("X#" + round, 100 + round, "Y#" + round, 1000 + round);
      CyclicBarrier together = new CyclicBarrier(4);
      CompletableFuture<?>[] reports = new CompletableFuture<?>[4];
      for (int i = 0; i < 4; i++) {
        Side side = i % 2 == 0 ? Side.P1 : Side.P2;
        reports[i] =
            CompletableFuture.runAsync(
                () -> {
                  try {
                    together.await(10, TimeUnit.SECONDS);
                  } catch (Exception broken) {
                    throw new IllegalStateException(broken);
                  }
                  arena.matches.report(
                      pair.match(), pair.ticket(side), side == Side.P1 ? won() : lost());
                },
                command -> new Thread(command, "report").start());
      }
      CompletableFuture.allOf(reports).get(10, TimeUnit.SECONDS);

      assertThat(arena.match(pair).status()).isEqualTo(MatchStatus.COMPLETED);
    }
    assertThat(arena.events(DomainEvent.MatchCompleted.class)).hasSize(30);
    assertThat(arena.events(DomainEvent.ReportReceived.class)).hasSize(60);
    assertThat(arena.presence.size()).isEqualTo(1);
  }

  @Test
  void otherSidesReportBetweenReadingAndWritingIsReconciled() {
    arena.storage.beforeNext(() -> report(Side.P2, lost()));

    report(Side.P1, won());

    assertThat(arena.match(paired).result().orElseThrow().decision().winner()).isEqualTo(Side.P1);
    assertThat(arena.events(DomainEvent.ReportReceived.class)).hasSize(2);
  }

  @Test
  void contradictoryReportsAreDisputedAndRateNobody() {
    Match match = arena.disputed(paired);

    assertThat(match.status()).isEqualTo(MatchStatus.DISPUTED);
    assertThat(match.endedAt()).isEmpty();
    assertThat(arena.ratings.leaderboard("fake", Optional.empty(), 10).page().items()).isEmpty();
    assertThat(arena.events(DomainEvent.MatchDisputed.class)).hasSize(1);
    assertThat(arena.presence.size()).isZero();
  }

  @Test
  void reportsWithoutAResultExpireTheMatchWithoutRating() {
    Report left =
        new Report(Outcome.DISCONNECT, Optional.empty(), Optional.empty(), Optional.empty());
    report(Side.P1, left);
    report(Side.P2, left);

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.EXPIRED);
    assertThat(arena.ratings.leaderboard("fake", Optional.empty(), 10).page().items()).isEmpty();
    assertThat(arena.events(DomainEvent.MatchExpired.class)).hasSize(1);
  }

  @Test
  void operatorDecidesADispute() {
    arena.disputed(paired);

    Match match = arena.matches.resolve(paired.match(), Optional.of(Side.P2), "saw the video");

    assertThat(match.status()).isEqualTo(MatchStatus.COMPLETED);
    assertThat(match.result().orElseThrow().decision())
        .isEqualTo(new Decision(Side.P2, 1, 0, false));
    assertThat(match.reason().orElseThrow()).contains("saw the video");
    assertThat(arena.match(paired)).isEqualTo(match);
  }

  @Test
  void operatorsWinnerKeepsTheNumbersItReported() {
    report(Side.P1, score(4, 2));
    report(Side.P2, score(3, 0));

    Match match = arena.matches.resolve(paired.match(), Optional.of(Side.P1), "replayed it");

    assertThat(match.result().orElseThrow().decision())
        .isEqualTo(new Decision(Side.P1, 4, 2, false));
  }

  @Test
  void operatorVoidsADispute() {
    arena.disputed(paired);

    Match match = arena.matches.resolve(paired.match(), Optional.empty(), "nobody knows");

    assertThat(match.status()).isEqualTo(MatchStatus.EXPIRED);
    assertThat(arena.ratings.leaderboard("fake", Optional.empty(), 10).page().items()).isEmpty();
  }

  @Test
  void onlyDisputedMatchesAreResolved() {
    refusal(
        ErrorCode.MATCH_NOT_DISPUTED,
        () -> arena.matches.resolve(paired.match(), Optional.of(Side.P1), "early"));
    Match before = arena.completed(paired);

    refusal(
        ErrorCode.MATCH_NOT_DISPUTED,
        () -> arena.matches.resolve(paired.match(), Optional.of(Side.P2), "late"));

    assertThat(arena.match(paired)).isEqualTo(before);
  }

  @Test
  void silentMatchExpires() {
    arena.pass(MATCH_TIMEOUT.minusSeconds(1));
    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.PLAYING);

    arena.pass(Duration.ofSeconds(1));

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.EXPIRED);
    assertThat(arena.events(DomainEvent.MatchExpired.class)).hasSize(1);
    assertThat(arena.presence.size()).isZero();
  }

  @Test
  void signOfLifePostponesExpiry() {
    arena.clock.advance(Duration.ofMinutes(20));
    report(Side.P1, won());
    arena.pass(Duration.ofMinutes(29));
    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.PLAYING);

    arena.pass(Duration.ofMinutes(1));

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.EXPIRED);
  }

  @Test
  void reportThatComesWhileItsMatchIsAboutToExpireSavesIt() {
    arena.clock.advance(MATCH_TIMEOUT);
    arena.storage.beforeNext(() -> report(Side.P1, won()));

    Optional<java.time.Instant> again = arena.matches.expireIfSilent(paired.match());

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.PLAYING);
    assertThat(again).contains(arena.clock.instant().plus(MATCH_TIMEOUT));
  }

  @Test
  void pollOfAMatchedTicketIsNoSignOfLife() {
    arena.clock.advance(Duration.ofMinutes(29));
    arena.poll(paired.p1());

    arena.pass(Duration.ofMinutes(1));

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.EXPIRED);
  }

  @Test
  void everyMatchHasAFreshAllowanceAfterARestart() {
    arena.clock.advance(Duration.ofMinutes(50));
    try (Arena next = arena.restarted()) {
      next.clock.advance(Duration.ofMinutes(29));
      next.deadlines.step(next.clock.instant());
      next.poll(paired.p1());
      assertThat(next.match(paired).status()).isEqualTo(MatchStatus.PLAYING);

      next.pass(Duration.ofMinutes(1));

      assertThat(next.match(paired).status()).isEqualTo(MatchStatus.EXPIRED);
      assertThat(next.presence.size()).isZero();
    }
  }

  @Test
  void disputeDoesNotExpire() {
    arena.disputed(paired);

    arena.pass(Duration.ofDays(3));

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.DISPUTED);
  }

  @Test
  void operatorExpiresAMatchOnce() {
    assertThat(arena.matches.expire(paired.match(), "operator").changed()).isTrue();
    assertThat(arena.matches.expire(paired.match(), "operator").changed()).isFalse();
    assertThat(arena.events(DomainEvent.MatchExpired.class)).hasSize(1);
  }

  @Test
  void matchOutlivesAClockThatIsSetForward() {
    arena.clock.advance(Duration.ofMinutes(10));
    arena.clock.set(Duration.ofHours(1));

    arena.deadlines.step(arena.clock.instant());

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.PLAYING);
    assertThat(arena.matches.expireSilent()).isZero();
    arena.pass(Duration.ofMinutes(20));
    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.EXPIRED);
  }

  @Test
  void silenceIsNotedThoughTheClockIsSetBack() {
    arena.clock.set(Duration.ofHours(-1));
    arena.clock.advance(Duration.ofMinutes(30));

    assertThat(arena.matches.expireSilent()).isEqualTo(1);
  }

  @Test
  void cleanupExpiresOnlySilentMatches() {
    arena.clock.advance(MATCH_TIMEOUT);
    Paired lively = arena.pair("C#3", 3, "D#4", 4);

    assertThat(arena.matches.expireSilent()).isEqualTo(1);

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.EXPIRED);
    assertThat(arena.match(lively).status()).isEqualTo(MatchStatus.PLAYING);
    assertThat(arena.matches.active()).isEqualTo(1);
  }

  @Test
  void cleanupAsksTheDatabaseAboutSilentMatchesOnly() {
    arena.pair("C#3", 3, "D#4", 4);
    arena.pair("E#5", 5, "F#6", 6);
    int before = arena.storage.uses();

    assertThat(arena.matches.expireSilent()).isZero();

    assertThat(arena.storage.uses() - before).isEqualTo(1);
  }

  @Test
  void resultNeverChangesWhateverComesLater() {
    Match before = arena.completed(paired);
    arena.clock.advance(Duration.ofHours(1));

    refusal(ErrorCode.REPORT_CONFLICT, () -> report(Side.P2, won()));
    arena.matches.expire(paired.match(), "late");
    arena.pass(Duration.ofHours(1));

    assertThat(arena.match(paired)).isEqualTo(before);
  }

  @Test
  void equalRatingsMoveBySixteenAndTheirSumStays() {
    Match match = arena.completed(paired);

    assertThat(match.result().orElseThrow().p1Rating().after()).isEqualTo(1516);
    assertThat(match.result().orElseThrow().p2Rating().after()).isEqualTo(1484);
    List<Rating> board = arena.ratings.leaderboard("fake", Optional.empty(), 10).page().items();
    assertThat(board).extracting(Rating::value).containsExactly(1516, 1484);
    assertThat(board)
        .extracting(Rating::displayName)
        .containsExactly(Arena.wallet(1).toString(), Arena.wallet(2).toString());
    assertThat(board).extracting(Rating::wins).containsExactly(1, 0);
    assertThat(board).extracting(Rating::losses).containsExactly(0, 1);
    assertThat(board).extracting(Rating::peak).containsExactly(1516, 1500);
  }

  @Test
  void sumOfRatingsIsConstantOverManyMatches() {
    for (int i = 0; i < 20; i++) {
      arena.completed(arena.pair("P#" + i % 3, 50 + i % 3, "Q#" + i % 4, 60 + i % 4));
    }
    assertThat(arena.ratings.leaderboard("fake", Optional.empty(), 100).page().items())
        .hasSize(7)
        .extracting(Rating::value)
        .satisfies(
            values -> assertThat(values.stream().mapToInt(v -> v).sum()).isEqualTo(7 * 1500));
  }

  @Test
  void failedCommitOfAReportLeavesTheMatchAndItsRatings() {
    report(Side.P1, won());
    arena.storage.refuseCommits(true);

    refusal(ErrorCode.STORAGE_UNAVAILABLE, () -> report(Side.P2, lost()));

    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.PLAYING);
    arena.storage.refuseCommits(false);
    report(Side.P2, lost());
    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.COMPLETED);
  }

  @Test
  void gameThatCannotReconcileFailsTheReportByName() {
    arena.runners.replace("netplay", broken("reconcile", null));
    report(Side.P1, won());

    EngineException none = refusal(ErrorCode.PLUGIN_FAILED, () -> report(Side.P2, lost()));
    arena.runners.replace("netplay", broken("reconcile", new IllegalStateException("no")));
    EngineException thrown = refusal(ErrorCode.PLUGIN_FAILED, () -> report(Side.P2, lost()));

    assertThat(none).hasMessageContaining("netplay");
    assertThat(thrown).hasMessageContaining("netplay");
    assertThat(arena.match(paired).p2Report()).isEmpty();
    arena.runners.replace("netplay", new FakeCoordinatedGame());
    report(Side.P2, lost());
    assertThat(arena.match(paired).status()).isEqualTo(MatchStatus.COMPLETED);
  }

  /** The fake game, one of whose methods throws, or answers null. */
  static CoordinatedGame broken(String method, RuntimeException thrown) {
    FakeCoordinatedGame game = new FakeCoordinatedGame();
    return (CoordinatedGame)
        Proxy.newProxyInstance(
            MatchLifecycleTest.class.getClassLoader(),
            new Class<?>[] {CoordinatedGame.class},
            (proxy, called, arguments) -> {
              if (!called.getName().equals(method)) {
                try {
                  return called.invoke(game, arguments);
                } catch (InvocationTargetException refused) {
                  throw refused.getCause();
                }
              }
              if (thrown != null) {
                throw thrown;
              }
              return null;
            });
  }

  @Test
  void recentMatchesCarryTheirWagersAndComeNewestFirst() {
    arena.clock.advance(Duration.ofSeconds(1));
    Paired later = arena.pair("C#3", 3, "D#4", 4);
    arena.wagers.propose(
        later.match(), later.p1(), java.math.BigInteger.ONE, java.math.BigInteger.ZERO);

    var first = arena.matches.recent(Optional.empty(), 1);
    var second = arena.matches.recent(first.next(), 1);

    assertThat(first.items().get(0).match().id()).isEqualTo(later.match());
    assertThat(first.items().get(0).wager()).isPresent();
    assertThat(second.items().get(0).match().id()).isEqualTo(paired.match());
    assertThat(second.next()).isEmpty();
  }
}
