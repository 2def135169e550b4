package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.replay.ReplayHash;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import io.lanista.ports.storage.SeriesStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Series and their games in tables. */
final class SqlSeries implements SeriesStore {
  /** In the same order everywhere, lest two transactions wait for each other. */
  private static final Comparator<SeatRow> IN_ORDER =
      Comparator.comparing((SeatRow seat) -> seat.player().value()).thenComparing(SeatRow::game);

  private final Session session;
  private final Set<MatchId> locked = new HashSet<>();

  SqlSeries(Session session) {
    this.session = session;
  }

  @Override
  public void insert(Collection<Series> all) {
    session.write(
        RowBatches::seats,
        all.stream().flatMap(series -> SeatRow.of(series).stream()).sorted(IN_ORDER).toList());
    session.write(RowBatches::newSeries, all.stream().map(SeriesRow::of).toList());
    session.write(
        RowBatches::seriesGames,
        all.stream()
            .flatMap(
                series -> series.games().stream().map(game -> SeriesGameRow.of(series.id(), game)))
            .toList());
    session.write(
        RowBatches::seriesHistory,
        all.stream().flatMap(series -> HistoryRow.of(series).stream()).toList());
    all.forEach(series -> locked.add(series.id()));
  }

  @Override
  public Optional<Series> find(MatchId id) {
    return session.reading(SeriesMapper.class).find(id).map(this::whole);
  }

  @Override
  public Optional<Series> lock(MatchId id) {
    Optional<Series> series = session.writing(SeriesMapper.class).lock(id).map(this::whole);
    series.ifPresent(there -> locked.add(there.id()));
    return series;
  }

  private Series whole(SeriesRow row) {
    return whole(List.of(row)).get(0);
  }

  /** With their games, read by one statement. */
  private List<Series> whole(List<SeriesRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<MatchId, List<PlayedGame>> games =
        session
            .reading(SeriesMapper.class)
            .games(rows.stream().map(SeriesRow::id).toList())
            .stream()
            .collect(
                Collectors.groupingBy(
                    SeriesGameRow::matchId,
                    Collectors.mapping(SeriesGameRow::game, Collectors.toList())));
    return rows.stream().map(row -> row.series(games.getOrDefault(row.id(), List.of()))).toList();
  }

  @Override
  public void update(Series series) {
    requireLocked(series.id());
    SeriesMapper mapper = session.writing(SeriesMapper.class);
    mapper.update(SeriesRow.of(series));
    if (series.status().isFinal()) {
      mapper.freeSeats(series.id());
      mapper.removeTokens(series.id());
      session.write(RowBatches::seriesHistory, HistoryRow.of(series));
    }
  }

  @Override
  public void add(MatchId id, PlayedGame game) {
    requireLocked(id);
    session.write(RowBatches::seriesGames, List.of(SeriesGameRow.of(id, game)));
  }

  private void requireLocked(MatchId id) {
    if (!locked.contains(id)) {
      throw new IllegalStateException("Lock series " + id + " before you change it.");
    }
  }

  @Override
  public void giveToken(MatchId id, Side side, Bytes32 hash) {
    session.writing(SeriesMapper.class).insertToken(id, side, new ReplayHash(hash));
  }

  @Override
  public Optional<Side> redeem(MatchId id, Bytes32 hash) {
    SeriesMapper mapper = session.writing(SeriesMapper.class);
    ReplayHash column = new ReplayHash(hash);
    Optional<Side> side = mapper.token(id, column);
    if (side.isEmpty()) {
      return side;
    }
    session.send();
    mapper.removeToken(id, column);
    // Another transaction may have been faster.
    return session.send() == 1 ? side : Optional.empty();
  }

  @Override
  public Set<PlayerId> busy(String game, Collection<PlayerId> players) {
    return players.isEmpty()
        ? Set.of()
        : Set.copyOf(session.reading(SeriesMapper.class).busy(game, players));
  }

  @Override
  public List<Series> live(PlayerId player) {
    return whole(session.reading(SeriesMapper.class).live(player));
  }

  @Override
  public List<MatchId> in(SeriesStatus status, int limit) {
    return session.reading(SeriesMapper.class).in(status, limit);
  }

  @Override
  public Page<Series> recent(Optional<Cursor> after, int limit) {
    SeriesMapper mapper = session.reading(SeriesMapper.class);
    return page(
        after.isEmpty()
            ? mapper.newest(limit + 1)
            : mapper.newestAfter(after.get().value(), Pages.id(after.get()), limit + 1),
        limit);
  }

  @Override
  public Page<Series> of(PlayerId player, Optional<Cursor> after, int limit) {
    SeriesMapper mapper = session.reading(SeriesMapper.class);
    return page(
        after.isEmpty()
            ? mapper.newestOf(player, limit + 1)
            : mapper.newestOfAfter(player, after.get().value(), Pages.id(after.get()), limit + 1),
        limit);
  }

  private Page<Series> page(List<SeriesRow> rows, int limit) {
    Page<SeriesRow> page =
        Pages.of(
            rows, limit, last -> new Cursor(Micros.of(last.createdAt()), last.id().toString()));
    return new Page<>(whole(page.items()), page.next());
  }

  @Override
  public List<Tally> tallies(PlayerId player, Tally.By by) {
    SeriesMapper mapper = session.reading(SeriesMapper.class);
    List<TallyRow> rows =
        switch (by) {
          case GAME -> mapper.byGame(player, MOST_TALLIED);
          case CHARACTER -> mapper.byCharacter(player, MOST_TALLIED);
          case OPPONENT -> mapper.byOpponent(player, MOST_TALLIED);
          case FORMAT -> mapper.byFormat(player, MOST_TALLIED);
        };
    return rows.stream()
        .map(
            row ->
                new Tally(
                    by == Tally.By.FORMAT ? row.name().toLowerCase(Locale.ROOT) : row.name(),
                    Math.toIntExact(row.wins()),
                    Math.toIntExact(row.losses())))
        .toList();
  }

  @Override
  public List<Activity> active(String game, Instant since, int limit) {
    return session.reading(SeriesMapper.class).active(game, since, limit).stream()
        .map(row -> new Activity(row.username(), Math.toIntExact(row.series())))
        .toList();
  }
}
