package io.lanista.http.v1;

import io.lanista.engine.hosting.FighterLogs;
import io.lanista.engine.series.HostedSeries;
import io.lanista.http.netplay.Ids;
import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.http.route.Content;
import io.lanista.http.route.Route;
import io.lanista.http.route.RouteDraft;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.series.Series;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What a player does about a hosted match of its own (spec 3, Queue, accept, series). */
public final class SeriesRoutes {
  private static final String TAG = "arena";

  /** More than the sandbox keeps of a fighter's output. */
  private static final int MOST_LOG = 32 << 20;

  private final HostedSeries series;
  private final FighterLogs logs;

  public SeriesRoutes(HostedSeries series, FighterLogs logs) {
    this.series = series;
    this.logs = logs;
  }

  public List<Route<?, ?>> routes() {
    return List.of(
        answer("acceptMatch", "accept", "Accepts a match that was found; again changes nothing.")
            .handleBlocking(
                (call, none) -> MatchRecord.of(series.accept(caller(call), match(call)))),
        answer(
                "declineMatch",
                "decline",
                "Declines a match that was found: it is void, and you rest before you can join"
                    + " again.")
            .handleBlocking(
                (call, none) -> MatchRecord.of(series.decline(caller(call), match(call)))),
        Route.get("getFighterLog", "/api/v1/matches/{id}/games/{number}/log", Content.class)
            .tag(TAG)
            .summary("What your own fighter wrote to stderr in a game, and what we say about it.")
            .access(Access.KEY)
            .errors(
                ErrorCode.MATCH_NOT_FOUND,
                ErrorCode.GAME_NOT_FOUND,
                ErrorCode.NOT_YOUR_MATCH,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking((call, none) -> log(call)));
  }

  private static RouteDraft<Void, MatchRecord> answer(String name, String verb, String summary) {
    return Route.post(name, "/api/v1/matches/{id}/" + verb, MatchRecord.class)
        .tag(TAG)
        .summary(summary)
        .access(Access.KEY)
        .errors(
            ErrorCode.MATCH_NOT_FOUND,
            ErrorCode.NOT_YOUR_MATCH,
            ErrorCode.SERIES_REFUSED,
            ErrorCode.STORAGE_UNAVAILABLE);
  }

  private Content log(Call call) throws IOException {
    Series played = series.find(match(call));
    Side side =
        played
            .sideOf(caller(call))
            .orElseThrow(
                () ->
                    new EngineException(
                        ErrorCode.NOT_YOUR_MATCH,
                        "You do not play this match; logs are for the fighter's owner."));
    try (InputStream log =
        logs.open(played.id(), Ids.game(call.path("number")), side)
            .orElseThrow(
                () ->
                    new EngineException(
                        ErrorCode.GAME_NOT_FOUND,
                        "There is no log of this game: it was not played, or is kept no more."))) {
      return new Content("text/plain;charset=utf-8", log.readNBytes(MOST_LOG));
    }
  }

  private static PlayerId caller(Call call) {
    return call.caller(Player.class).id();
  }

  private static MatchId match(Call call) {
    return Ids.match(call.path("id"));
  }
}
