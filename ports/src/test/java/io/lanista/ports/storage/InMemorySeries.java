package io.lanista.ports.storage;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.settlement.Bytes32;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The series of an {@link InMemoryTransaction}. */
final class InMemorySeries implements SeriesStore {
  /** Whose token it is. */
  record Token(MatchId match, Side side) {}

  private static final Comparator<Series> OLDEST_FIRST =
      Comparator.comparing(Series::createdAt).thenComparing(series -> series.id().toString());

  private final Supplier<InMemoryState> reading;
  private final Supplier<InMemoryState> writing;
  private final Set<MatchId> locked;

  InMemorySeries(
      Supplier<InMemoryState> reading, Supplier<InMemoryState> writing, Set<MatchId> locked) {
    this.reading = reading;
    this.writing = writing;
    this.locked = locked;
  }

  @Override
  public void insert(Collection<Series> all) {
    for (Series series : all) {
      must(
          !series.status().isLive()
              || busy(series.game(), List.of(series.p1().player(), series.p2().player())).isEmpty(),
          "A player is in another live series of this game.");
      must(
          writing.get().series.putIfAbsent(series.id(), stored(series)) == null,
          "A series with this id is there already.");
      locked.add(series.id());
    }
  }

  private static Series stored(Series series) {
    return StoredPrecision.of(withGames(series, series.games()));
  }

  private static Series withGames(Series s, List<PlayedGame> games) {
    return new Series(
        s.id(),
        s.queue(),
        s.runner(),
        s.game(),
        s.format(),
        s.training(),
        s.status(),
        s.p1(),
        s.p2(),
        s.acceptBy(),
        s.interruptions(),
        games.stream().map(StoredPrecision::of).toList(),
        s.winner(),
        s.reason(),
        s.createdAt(),
        s.endedAt());
  }

  @Override
  public Optional<Series> find(MatchId id) {
    return Optional.ofNullable(reading.get().series.get(id));
  }

  @Override
  public Optional<Series> lock(MatchId id) {
    writing.get();
    Optional<Series> found = find(id);
    found.ifPresent(there -> locked.add(there.id()));
    return found;
  }

  @Override
  public void update(Series series) {
    must(locked.contains(series.id()), "Lock a series before you update it.");
    Series there = writing.get().series.get(series.id());
    must(there.status().isLive() || series.status().isFinal(), "A final series stays final.");
    writing.get().series.put(series.id(), StoredPrecision.of(withGames(series, there.games())));
    if (series.status().isFinal()) {
      writing.get().seriesTokens.values().removeIf(token -> token.match().equals(series.id()));
    }
  }

  @Override
  public void add(MatchId id, PlayedGame game) {
    must(locked.contains(id), "Lock a series before you add a game.");
    Series there = writing.get().series.get(id);
    must(
        there.games().stream().noneMatch(known -> known.number() == game.number()),
        "This game was recorded before.");
    List<PlayedGame> games = new ArrayList<>(there.games());
    games.add(game);
    games.sort(Comparator.comparingInt(PlayedGame::number));
    writing.get().series.put(id, withGames(there, games));
  }

  @Override
  public void giveToken(MatchId id, Side side, Bytes32 hash) {
    must(
        writing.get().seriesTokens.putIfAbsent(hash, new Token(id, side)) == null,
        "This token was given before.");
  }

  @Override
  public Optional<Side> redeem(MatchId id, Bytes32 hash) {
    Token token = writing.get().seriesTokens.get(hash);
    if (token == null || !token.match().equals(id)) {
      return Optional.empty();
    }
    writing.get().seriesTokens.remove(hash);
    return Optional.of(token.side());
  }

  @Override
  public Set<PlayerId> busy(String game, Collection<PlayerId> players) {
    Set<PlayerId> busy = new HashSet<>();
    all()
        .filter(series -> series.status().isLive() && series.game().equals(game))
        .flatMap(series -> Stream.of(series.p1().player(), series.p2().player()))
        .filter(players::contains)
        .forEach(busy::add);
    return busy;
  }

  @Override
  public List<Series> live(PlayerId player) {
    return all()
        .filter(series -> series.status().isLive() && series.sideOf(player).isPresent())
        .sorted(
            Comparator.comparing(Series::createdAt)
                .reversed()
                .thenComparing(series -> series.id().toString()))
        .toList();
  }

  @Override
  public List<MatchId> in(SeriesStatus status, int limit) {
    return all()
        .filter(series -> series.status() == status)
        .sorted(OLDEST_FIRST)
        .limit(limit)
        .map(Series::id)
        .toList();
  }

  @Override
  public Page<Series> recent(Optional<Cursor> after, int limit) {
    return InMemoryTransaction.page(all(), InMemorySeries::place, after, limit);
  }

  @Override
  public Page<Series> of(PlayerId player, Optional<Cursor> after, int limit) {
    return InMemoryTransaction.page(
        all().filter(series -> series.status().isFinal() && series.sideOf(player).isPresent()),
        InMemorySeries::place,
        after,
        limit);
  }

  private static Cursor place(Series series) {
    return new Cursor(InMemoryTransaction.micros(series.createdAt()), series.id().toString());
  }

  @Override
  public List<Tally> tallies(PlayerId player, Tally.By by) {
    Map<String, int[]> counts = new HashMap<>();
    all()
        .filter(series -> series.status() == SeriesStatus.COMPLETED)
        .filter(series -> series.sideOf(player).isPresent())
        .sorted(OLDEST_FIRST.reversed())
        .limit(MOST_TALLIED)
        .forEach(series -> count(series, series.sideOf(player).orElseThrow(), by, counts));
    return counts.entrySet().stream()
        .map(e -> new Tally(e.getKey(), e.getValue()[0], e.getValue()[1]))
        .sorted(
            Comparator.comparingInt((Tally tally) -> tally.wins() + tally.losses())
                .reversed()
                .thenComparing(Tally::name))
        .toList();
  }

  private static void count(Series series, Side own, Tally.By by, Map<String, int[]> counts) {
    switch (by) {
      case GAME -> series.games().forEach(game -> add(counts, series.game(), game.winner() == own));
      case CHARACTER ->
          series
              .games()
              .forEach(
                  game ->
                      add(counts, game.result().standing(own).character(), game.winner() == own));
      case OPPONENT ->
          add(
              counts,
              series.contender(own.other()).username().text(),
              series.winner().orElseThrow() == own);
      case FORMAT -> add(counts, series.format().word(), series.winner().orElseThrow() == own);
    }
  }

  private static void add(Map<String, int[]> counts, String name, boolean won) {
    counts.computeIfAbsent(name, n -> new int[2])[won ? 0 : 1]++;
  }

  @Override
  public List<Activity> active(String game, Instant since, int limit) {
    return all()
        .filter(series -> series.status() == SeriesStatus.COMPLETED && series.game().equals(game))
        .filter(series -> !series.endedAt().orElseThrow().isBefore(since))
        .flatMap(series -> Stream.of(series.p1().username(), series.p2().username()))
        .collect(Collectors.groupingBy(name -> name.text(), Collectors.counting()))
        .entrySet()
        .stream()
        .map(e -> new Activity(e.getKey(), e.getValue().intValue()))
        .sorted(
            Comparator.comparingInt(Activity::series).reversed().thenComparing(Activity::username))
        .limit(limit)
        .toList();
  }

  private Stream<Series> all() {
    return reading.get().series.values().stream();
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
