package io.lanista.engine.player;

import io.lanista.engine.rating.Ratings;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.Username;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.series.Series;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import io.lanista.ports.storage.SeriesStore;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What anyone may know of a player. Thread-safe. */
public final class Profiles {
  private final Storage storage;
  private final Ratings ratings;
  private final Clock clock;

  @Inject
  public Profiles(Storage storage, Ratings ratings, Clock clock) {
    this.storage = storage;
    this.ratings = ratings;
    this.clock = clock;
  }

  /** A player and what it is worth in one game. */
  public record Profile(Player player, Rating rating) {}

  /**
   * Looks a player up.
   *
   * @throws EngineException PLAYER_NOT_FOUND
   */
  public Player find(Username username) {
    return storage
        .<Optional<Player>>read(tx -> tx.players().find(username))
        .orElseThrow(
            () ->
                new EngineException(
                    ErrorCode.PLAYER_NOT_FOUND,
                    "There is no player named " + username.text() + "."));
  }

  /**
   * A player with its rating in a game.
   *
   * @throws EngineException PLAYER_NOT_FOUND
   */
  public Profile profile(Username username, String game) {
    Player player = find(username);
    return new Profile(player, ratings.of(game, player));
  }

  /**
   * How a player did lately, counted in each way.
   *
   * @throws EngineException PLAYER_NOT_FOUND
   */
  public Map<SeriesStore.Tally.By, List<SeriesStore.Tally>> stats(Username username) {
    Player player = find(username);
    return storage.read(
        tx -> {
          Map<SeriesStore.Tally.By, List<SeriesStore.Tally>> all =
              new EnumMap<>(SeriesStore.Tally.By.class);
          for (SeriesStore.Tally.By by : SeriesStore.Tally.By.values()) {
            all.put(by, tx.series().tallies(player.id(), by));
          }
          return all;
        });
  }

  /**
   * A player's completed and void series, the newest first.
   *
   * @throws EngineException PLAYER_NOT_FOUND
   */
  public Page<Series> series(Username username, Optional<Cursor> after, int limit) {
    Player player = find(username);
    return storage.read(tx -> tx.series().of(player.id(), after, limit));
  }

  /**
   * The game of a player's newest hosted match that is over; empty if there is none, or no player.
   */
  public Optional<String> lastGame(Username username) {
    return storage.read(
        tx ->
            tx.players()
                .find(username)
                .flatMap(
                    player ->
                        tx.series().of(player.id(), Optional.empty(), 1).items().stream()
                            .findFirst()
                            .map(Series::game)));
  }

  /** The players with the most completed series lately, the most active first. */
  public List<SeriesStore.Activity> active(String game, Duration lately, int limit) {
    return storage.read(tx -> tx.series().active(game, clock.instant().minus(lately), limit));
  }
}
