package io.lanista.http.v1;

import io.lanista.engine.match.Matches;
import io.lanista.http.json.About;
import io.lanista.http.netplay.Ids;
import io.lanista.http.route.Call;
import io.lanista.http.route.Download;
import io.lanista.http.route.QueryParam;
import io.lanista.http.route.Route;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.series.PlayedGame;
import io.lanista.ports.series.Series;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Recordings of games, wherever these were played (spec 3, Replays). */
public final class ReplayRoutes {
  private static final String TAG = "replays";

  private final MatchHistory matches;
  private final ReplayStore store;
  private final Function<MatchId, Optional<Instant>> removedAt;

  /**
   * Routes of recordings.
   *
   * @param removedAt when the recordings of a match were removed because of their age; may look
   *     into the database
   */
  public ReplayRoutes(
      MatchHistory matches, ReplayStore store, Function<MatchId, Optional<Instant>> removedAt) {
    this.matches = matches;
    this.store = store;
    this.removedAt = removedAt;
  }

  /** The recording of one game. */
  public record ReplayRecord(
      String matchId,
      int game,
      @About("What it is, such as slp; only of hosted games.") Optional<String> format,
      String sha256,
      long bytes,
      @About("p1, then p2.") List<String> players,
      @About("p1's, then p2's; only of hosted games.") List<String> characters,
      Optional<String> stage,
      @About("The winner's name.") Optional<String> winner,
      Optional<Integer> durationFrames,
      Optional<Instant> uploadedAt,
      String downloadUrl) {}

  /** The recordings of a match. */
  public record ReplayList(
      String matchId,
      List<ReplayRecord> replays,
      @About("When they were removed because of their age; results and hashes stay.")
          Optional<Instant> removedAt) {}

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.get("listReplays", "/api/v1/replays/{match_id}", ReplayList.class)
            .tag(TAG)
            .summary("The recordings of a match, by game.")
            .errors(ErrorCode.MATCH_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  MatchId match = Ids.match(call.path("match_id"));
                  List<ReplayRecord> records = records(match);
                  return new ReplayList(
                      match.toString(),
                      records,
                      records.isEmpty() ? removedAt.apply(match) : Optional.empty());
                }),
        Route.get("downloadReplay", "/api/v1/replays/{match_id}/{game}", Download.class)
            .tag(TAG)
            .summary("The recording of a game; takes If-None-Match and one Range of bytes.")
            .query(
                QueryParam.text(
                    "sha256", 64, "Which one, if the sides of a netplay match uploaded two."))
            .errors(
                ErrorCode.MATCH_NOT_FOUND,
                ErrorCode.GAME_NOT_FOUND,
                ErrorCode.REPLAY_NOT_FOUND,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking((call, none) -> download(call)));
  }

  private List<ReplayRecord> records(MatchId id) {
    Record match = matches.find(id);
    List<ReplayRecord> all = new ArrayList<>();
    for (ReplayStore.Stored stored : stored(id)) {
      if (match instanceof Series series) {
        series.games().stream()
            .filter(game -> isOf(stored, game))
            .forEach(game -> all.add(hosted(series, game, stored)));
      } else {
        all.add(netplay(((Matches.View) match).match(), stored));
      }
    }
    return all;
  }

  /** A game that was played again left a recording behind that counts for nothing. */
  private static boolean isOf(ReplayStore.Stored stored, PlayedGame game) {
    return game.number() == stored.game()
        && game.replay().filter(stored.hash()::equals).isPresent();
  }

  private List<ReplayStore.Stored> stored(MatchId match) {
    try {
      return store.list(match);
    } catch (IOException away) {
      throw away(away);
    }
  }

  private static EngineException away(IOException why) {
    return new EngineException(
        ErrorCode.STORAGE_UNAVAILABLE,
        "The recordings cannot be read now; try again in a moment.",
        why);
  }

  private static ReplayRecord hosted(Series series, PlayedGame game, ReplayStore.Stored stored) {
    return new ReplayRecord(
        series.id().toString(),
        game.number(),
        Optional.of(game.format()),
        stored.hash().hex(),
        stored.bytes(),
        List.of(series.p1().username().text(), series.p2().username().text()),
        List.of(game.result().p1().character(), game.result().p2().character()),
        Optional.of(game.stage()),
        Optional.of(series.contender(game.winner()).username().text()),
        Optional.of(game.result().frames()),
        Optional.of(game.endedAt()),
        GameRecord.replayUrl(series.id(), game.number()));
  }

  private static ReplayRecord netplay(Match match, ReplayStore.Stored stored) {
    return new ReplayRecord(
        match.id().toString(),
        stored.game(),
        Optional.empty(),
        stored.hash().hex(),
        stored.bytes(),
        List.of(match.entrant(Side.P1).connectCode(), match.entrant(Side.P2).connectCode()),
        List.of(),
        Optional.empty(),
        match.result().map(r -> match.entrant(r.decision().winner()).connectCode()),
        Optional.empty(),
        Optional.empty(),
        GameRecord.replayUrl(match.id(), stored.game()) + "?sha256=" + stored.hash().hex());
  }

  private Download download(Call call) {
    MatchId match = Ids.match(call.path("match_id"));
    int game = Ids.game(call.path("game"));
    Optional<String> wanted = call.text("sha256");
    ReplayRecord found =
        records(match).stream()
            .filter(one -> one.game() == game)
            .filter(one -> wanted.isEmpty() || wanted.get().equals(one.sha256()))
            .findFirst()
            .orElseThrow(() -> missing(match));
    ReplayStore.Stored stored =
        stored(match).stream()
            .filter(one -> one.game() == game && one.hash().hex().equals(found.sha256()))
            .findFirst()
            .orElseThrow(ReplayRoutes::gone);
    return new Download(
        "application/octet-stream",
        match + "-" + game + found.format().map(format -> "." + format).orElse(".slp"),
        found.sha256(),
        found.bytes(),
        () -> store.open(match, game, stored.hash()).orElseThrow(ReplayRoutes::gone));
  }

  private EngineException missing(MatchId match) {
    return new EngineException(
        ErrorCode.REPLAY_NOT_FOUND,
        removedAt
            .apply(match)
            .map(
                at ->
                    "The recordings of this match were removed at "
                        + at
                        + ": they are kept for a limited time only.")
            .orElse("There is no recording of this game: it was not made, or not uploaded."));
  }

  private static EngineException gone() {
    return new EngineException(ErrorCode.REPLAY_NOT_FOUND, "This recording was removed just now.");
  }
}
