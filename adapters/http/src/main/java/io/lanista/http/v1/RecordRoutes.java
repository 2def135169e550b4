package io.lanista.http.v1;

import io.lanista.engine.match.Matches;
import io.lanista.engine.rating.Ratings;
import io.lanista.http.json.About;
import io.lanista.http.netplay.Ids;
import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import io.lanista.http.route.Route;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.rating.Rating;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was played and who is best (spec 3, lists page by cursor). */
public final class RecordRoutes {
  private static final String MATCHES = "matches";
  private static final String PLAYERS = "players";

  private final Matches matches;
  private final Ratings ratings;
  private final String usualGame;

  /**
   * Routes of records.
   *
   * @param usualGame the game whose leaderboard is shown unless another one is asked for
   */
  public RecordRoutes(Matches matches, Ratings ratings, String usualGame) {
    this.matches = matches;
    this.ratings = ratings;
    this.usualGame = usualGame;
  }

  /** A page of matches. */
  public record MatchPage(List<MatchRecord> matches, Optional<String> nextCursor) {}

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

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.get("listMatchRecords", "/api/v1/matches", MatchPage.class)
            .tag(MATCHES)
            .summary("Recent matches, the newest first.")
            .query(Paging.query())
            .errors(ErrorCode.INVALID_CURSOR, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  Page<Matches.View> page = matches.recent(Paging.cursor(call), Paging.limit(call));
                  return new MatchPage(
                      page.items().stream().map(v -> MatchRecord.of(v.match())).toList(),
                      page.next().map(Cursor::text));
                }),
        Route.get("getMatchRecord", "/api/v1/matches/{id}", MatchRecord.class)
            .tag(MATCHES)
            .summary("One match, with what it did to the ratings.")
            .errors(ErrorCode.MATCH_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleKnown(
                call -> matches.recall(match(call)),
                (call, none) -> matches.view(match(call)),
                view -> MatchRecord.of(view.match())),
        Route.get("leaderboard", "/api/v1/leaderboard", Leaderboard.class)
            .tag(PLAYERS)
            .summary("The best by Elo.")
            .query(leaderboardQuery())
            .errors(ErrorCode.INVALID_CURSOR, ErrorCode.STORAGE_UNAVAILABLE)
            .handleKnown(
                call ->
                    ratings.recallLeaderboard(game(call), Paging.cursor(call), Paging.limit(call)),
                (call, none) ->
                    ratings.leaderboard(game(call), Paging.cursor(call), Paging.limit(call)),
                RecordRoutes::leaderboard));
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

  private static QueryParam[] leaderboardQuery() {
    List<QueryParam> query = new ArrayList<>(List.of(Paging.query()));
    query.add(QueryParam.text("game", 32, "The game; the server's usual one unless given."));
    return query.toArray(QueryParam[]::new);
  }

  private String game(Call call) {
    return call.text("game").orElse(usualGame);
  }

  private static MatchId match(Call call) {
    return Ids.match(call.path("id"));
  }
}
