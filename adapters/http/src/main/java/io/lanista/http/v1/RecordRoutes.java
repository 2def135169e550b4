package io.lanista.http.v1;

import io.lanista.engine.player.Profiles;
import io.lanista.engine.rating.Ratings;
import io.lanista.http.json.About;
import io.lanista.http.netplay.Ids;
import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import io.lanista.http.route.Route;
import io.lanista.http.v1.MatchHistory.MatchPage;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.SeriesStore;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was played and who is best (spec 3, lists page by cursor). */
public final class RecordRoutes {
  private static final String MATCHES = "matches";
  private static final String PLAYERS = "players";
  private static final int USUAL_DAYS = 7;
  private static final int MOST_DAYS = 90;
  private static final QueryParam GAME =
      QueryParam.text("game", 32, "The game; the server's usual one unless given.");

  private final MatchHistory matches;
  private final Ratings ratings;
  private final Profiles profiles;
  private final String usualGame;

  /**
   * Routes of records.
   *
   * @param usualGame the game whose leaderboard is shown unless another one is asked for
   */
  public RecordRoutes(MatchHistory matches, Ratings ratings, Profiles profiles, String usualGame) {
    this.matches = matches;
    this.ratings = ratings;
    this.profiles = profiles;
    this.usualGame = usualGame;
  }

  /** One line of a leaderboard. */
  public record Standing(
      @About("The username, or the connect code of an agent that is not registered.") String name,
      @About("player, wallet or code: what the rating belongs to.") String kind,
      int elo,
      int peakElo,
      int wins,
      int losses) {}

  /** A page of a leaderboard. */
  public record Leaderboard(String game, List<Standing> players, Optional<String> nextCursor) {}

  /** Who plays here most. */
  public record ActivePlayers(
      String game, @About("So many days back is counted.") int days, List<ActivePlayer> players) {}

  /** How often a player played. */
  public record ActivePlayer(String username, @About("Completed hosted matches.") int matches) {}

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.get("listMatchRecords", "/api/v1/matches", MatchPage.class)
            .tag(MATCHES)
            .summary("Recent matches, netplay and hosted ones in one list, the newest first.")
            .query(Paging.query())
            .errors(ErrorCode.INVALID_CURSOR, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> matches.recent(Paging.cursor(call), Paging.limit(call))),
        Route.get("getMatchRecord", "/api/v1/matches/{id}", MatchRecord.class)
            .tag(MATCHES)
            .summary("One match, with its games and what it did to the ratings.")
            .errors(ErrorCode.MATCH_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleKnown(
                call -> matches.recall(Ids.match(call.path("id"))),
                (call, none) -> matches.find(Ids.match(call.path("id"))),
                MatchRecord::of),
        Route.get("leaderboard", "/api/v1/leaderboard", Leaderboard.class)
            .tag(PLAYERS)
            .summary("The best by Elo.")
            .query(Paging.query(GAME))
            .errors(ErrorCode.INVALID_CURSOR, ErrorCode.STORAGE_UNAVAILABLE)
            .handleKnown(
                call ->
                    ratings.recallLeaderboard(game(call), Paging.cursor(call), Paging.limit(call)),
                (call, none) ->
                    ratings.leaderboard(game(call), Paging.cursor(call), Paging.limit(call)),
                RecordRoutes::leaderboard),
        Route.get("activePlayers", "/api/v1/leaderboard/active", ActivePlayers.class)
            .tag(PLAYERS)
            .summary("Who completed the most hosted matches lately.")
            .query(
                QueryParam.integer("limit", 1, 100, "So many players; 20 unless given."),
                QueryParam.integer("days", 1, MOST_DAYS, "So many days back; 7 unless given."),
                GAME)
            .errors(ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking((call, none) -> active(call)));
  }

  private ActivePlayers active(Call call) {
    int days = (int) call.integer("days").orElse(USUAL_DAYS);
    List<SeriesStore.Activity> players =
        profiles.active(game(call), Duration.ofDays(days), Paging.limit(call));
    return new ActivePlayers(
        game(call),
        days,
        players.stream().map(one -> new ActivePlayer(one.username(), one.series())).toList());
  }

  private static Leaderboard leaderboard(Ratings.Standings standings) {
    return new Leaderboard(
        standings.game(),
        standings.page().items().stream().map(RecordRoutes::standing).toList(),
        standings.page().next().map(Cursor::text));
  }

  private static Standing standing(Rating rating) {
    return new Standing(
        rating.displayName(),
        rating.key().kind().name().toLowerCase(Locale.ROOT),
        rating.value(),
        rating.peak(),
        rating.wins(),
        rating.losses());
  }

  private String game(Call call) {
    return call.text("game").orElse(usualGame);
  }
}
