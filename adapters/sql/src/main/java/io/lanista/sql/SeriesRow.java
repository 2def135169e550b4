package io.lanista.sql;

import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.rating.RatingChange;
import io.lanista.ports.rating.RatingKey;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.series.Contender;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A row of the series, without their games; null where a column is. */
record SeriesRow(
    MatchId id,
    QueueName queue,
    String runner,
    String game,
    Format format,
    boolean training,
    SeriesStatus status,
    PlayerId p1Player,
    String p1Username,
    String p1Fighter,
    int p1FighterVersion,
    ReplayHash p1FighterHash,
    String p1Config,
    int p1Elo,
    boolean p1Accepted,
    TicketId p1Ticket,
    Integer p1Before,
    Integer p1After,
    PlayerId p2Player,
    String p2Username,
    String p2Fighter,
    int p2FighterVersion,
    ReplayHash p2FighterHash,
    String p2Config,
    int p2Elo,
    boolean p2Accepted,
    TicketId p2Ticket,
    Integer p2Before,
    Integer p2After,
    Instant acceptBy,
    int interruptions,
    Side winner,
    String reason,
    Instant createdAt,
    Instant endedAt) {
  static SeriesRow of(Series series) {
    Contender p1 = series.p1();
    Contender p2 = series.p2();
    return new SeriesRow(
        series.id(),
        series.queue(),
        series.runner(),
        series.game(),
        series.format(),
        series.training(),
        series.status(),
        p1.player(),
        p1.username().text(),
        p1.fighter().text(),
        p1.fighterVersion(),
        p1.fighterHash(),
        p1.config(),
        p1.elo(),
        p1.accepted(),
        p1.ticket().orElse(null),
        p1.rating().map(RatingChange::before).orElse(null),
        p1.rating().map(RatingChange::after).orElse(null),
        p2.player(),
        p2.username().text(),
        p2.fighter().text(),
        p2.fighterVersion(),
        p2.fighterHash(),
        p2.config(),
        p2.elo(),
        p2.accepted(),
        p2.ticket().orElse(null),
        p2.rating().map(RatingChange::before).orElse(null),
        p2.rating().map(RatingChange::after).orElse(null),
        series.acceptBy(),
        series.interruptions(),
        series.winner().orElse(null),
        series.reason().orElse(null),
        series.createdAt(),
        series.endedAt().orElse(null));
  }

  Series series(List<PlayedGame> games) {
    return new Series(
        id,
        queue,
        runner,
        game,
        format,
        training,
        status,
        new Contender(
            p1Player,
            new Username(p1Username),
            new FighterName(p1Fighter),
            p1FighterVersion,
            p1FighterHash,
            p1Config,
            p1Elo,
            p1Accepted,
            Optional.ofNullable(p1Ticket),
            change(p1Player, p1Before, p1After)),
        new Contender(
            p2Player,
            new Username(p2Username),
            new FighterName(p2Fighter),
            p2FighterVersion,
            p2FighterHash,
            p2Config,
            p2Elo,
            p2Accepted,
            Optional.ofNullable(p2Ticket),
            change(p2Player, p2Before, p2After)),
        acceptBy,
        interruptions,
        games,
        Optional.ofNullable(winner),
        Optional.ofNullable(reason),
        createdAt,
        Optional.ofNullable(endedAt));
  }

  /** Players are rated under their ids. */
  private static Optional<RatingChange> change(PlayerId player, Integer before, Integer after) {
    return before == null
        ? Optional.empty()
        : Optional.of(
            new RatingChange(
                new RatingKey(RatingKey.Kind.PLAYER, player.value().toString()), before, after));
  }
}
