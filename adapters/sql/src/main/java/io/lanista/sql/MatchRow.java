package io.lanista.sql;

import io.lanista.ports.match.Decision;
import io.lanista.ports.match.Entrant;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Report;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.rating.RatingChange;
import io.lanista.ports.rating.RatingKey;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.settlement.WalletAddress;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/** A row of the matches; null where a column is. */
record MatchRow(
    MatchId id,
    QueueName queue,
    String runner,
    String game,
    MatchStatus status,
    String p1ConnectCode,
    String p1AgentKey,
    String p1Fighter,
    WalletAddress p1Wallet,
    BigInteger p1AgentId,
    PlayerId p1Player,
    String p2ConnectCode,
    String p2AgentKey,
    String p2Fighter,
    WalletAddress p2Wallet,
    BigInteger p2AgentId,
    PlayerId p2Player,
    Outcome p1Outcome,
    Double p1Duration,
    Integer p1Score,
    Integer p1OpponentScore,
    Outcome p2Outcome,
    Double p2Duration,
    Integer p2Score,
    Integer p2OpponentScore,
    Side winner,
    Integer winnerScore,
    Integer loserScore,
    Boolean forfeit,
    Long resultTimestamp,
    ReplayHash replayHash,
    RatingKey.Kind p1RatingKind,
    String p1RatingName,
    Integer p1RatingBefore,
    Integer p1RatingAfter,
    RatingKey.Kind p2RatingKind,
    String p2RatingName,
    Integer p2RatingBefore,
    Integer p2RatingAfter,
    Instant createdAt,
    Instant endedAt,
    String reason) {
  static MatchRow of(Match match) {
    Entrant p1 = match.p1();
    Entrant p2 = match.p2();
    Optional<Report> p1Report = match.p1Report();
    Optional<Report> p2Report = match.p2Report();
    Optional<Match.Result> result = match.result();
    Optional<Decision> decision = result.map(Match.Result::decision);
    Optional<RatingChange> p1Rating = result.map(Match.Result::p1Rating);
    Optional<RatingChange> p2Rating = result.map(Match.Result::p2Rating);
    return new MatchRow(
        match.id(),
        match.queue(),
        match.runner(),
        match.game(),
        match.status(),
        p1.connectCode(),
        p1.agentKey(),
        p1.fighter().orElse(null),
        p1.wallet().orElse(null),
        p1.agentId().orElse(null),
        p1.player().orElse(null),
        p2.connectCode(),
        p2.agentKey(),
        p2.fighter().orElse(null),
        p2.wallet().orElse(null),
        p2.agentId().orElse(null),
        p2.player().orElse(null),
        p1Report.map(Report::outcome).orElse(null),
        p1Report.flatMap(Report::durationSeconds).orElse(null),
        p1Report.flatMap(Report::score).orElse(null),
        p1Report.flatMap(Report::opponentScore).orElse(null),
        p2Report.map(Report::outcome).orElse(null),
        p2Report.flatMap(Report::durationSeconds).orElse(null),
        p2Report.flatMap(Report::score).orElse(null),
        p2Report.flatMap(Report::opponentScore).orElse(null),
        decision.map(Decision::winner).orElse(null),
        decision.map(Decision::winnerScore).orElse(null),
        decision.map(Decision::loserScore).orElse(null),
        decision.map(Decision::forfeit).orElse(null),
        result.map(Match.Result::timestampSeconds).orElse(null),
        result.flatMap(Match.Result::replay).orElse(null),
        p1Rating.map(r -> r.key().kind()).orElse(null),
        p1Rating.map(r -> r.key().name()).orElse(null),
        p1Rating.map(RatingChange::before).orElse(null),
        p1Rating.map(RatingChange::after).orElse(null),
        p2Rating.map(r -> r.key().kind()).orElse(null),
        p2Rating.map(r -> r.key().name()).orElse(null),
        p2Rating.map(RatingChange::before).orElse(null),
        p2Rating.map(RatingChange::after).orElse(null),
        match.createdAt(),
        match.endedAt().orElse(null),
        match.reason().orElse(null));
  }

  Match match() {
    return new Match(
        id,
        queue,
        runner,
        game,
        status,
        entrant(p1ConnectCode, p1AgentKey, p1Fighter, p1Wallet, p1AgentId, p1Player),
        entrant(p2ConnectCode, p2AgentKey, p2Fighter, p2Wallet, p2AgentId, p2Player),
        report(p1Outcome, p1Duration, p1Score, p1OpponentScore),
        report(p2Outcome, p2Duration, p2Score, p2OpponentScore),
        result(),
        createdAt,
        Optional.ofNullable(endedAt),
        Optional.ofNullable(reason));
  }

  private static Entrant entrant(
      String code,
      String key,
      String fighter,
      WalletAddress wallet,
      BigInteger agentId,
      PlayerId player) {
    return new Entrant(
        code,
        key,
        Optional.ofNullable(fighter),
        Optional.ofNullable(wallet),
        Optional.ofNullable(agentId),
        Optional.ofNullable(player));
  }

  private static Optional<Report> report(
      Outcome outcome, Double duration, Integer score, Integer opponentScore) {
    return Optional.ofNullable(outcome)
        .map(
            o ->
                new Report(
                    o,
                    Optional.ofNullable(duration),
                    Optional.ofNullable(score),
                    Optional.ofNullable(opponentScore)));
  }

  private Optional<Match.Result> result() {
    return Optional.ofNullable(winner)
        .map(
            side ->
                new Match.Result(
                    new Decision(side, winnerScore, loserScore, forfeit),
                    resultTimestamp,
                    Optional.ofNullable(replayHash),
                    new RatingChange(
                        new RatingKey(p1RatingKind, p1RatingName), p1RatingBefore, p1RatingAfter),
                    new RatingChange(
                        new RatingKey(p2RatingKind, p2RatingName), p2RatingBefore, p2RatingAfter)));
  }
}
