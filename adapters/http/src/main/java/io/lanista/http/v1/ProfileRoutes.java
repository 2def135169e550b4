package io.lanista.http.v1;

import io.lanista.engine.player.Blocks;
import io.lanista.engine.player.Profiles;
import io.lanista.http.json.About;
import io.lanista.http.netplay.Ids;
import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import io.lanista.http.route.Route;
import io.lanista.http.v1.MatchHistory.MatchPage;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.storage.SeriesStore.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Who players are, how they did, and whom they will not play (spec 3, Players and keys). */
public final class ProfileRoutes {
  private static final String TAG = "players";

  private final Profiles profiles;
  private final Blocks blocks;
  private final String usualGame;

  /**
   * Routes of profiles and block lists.
   *
   * @param usualGame the game whose rating is shown of a player who played none here, unless
   *     another one is asked for
   */
  public ProfileRoutes(Profiles profiles, Blocks blocks, String usualGame) {
    this.profiles = profiles;
    this.blocks = blocks;
    this.usualGame = usualGame;
  }

  /** A player, with its rating in one game. */
  public record PlayerRecord(
      String username,
      String game,
      int elo,
      int peakElo,
      int wins,
      int losses,
      Instant createdAt,
      @About("To within five minutes.") Instant lastActive) {
    static PlayerRecord of(Profiles.Profile profile, String game) {
      return new PlayerRecord(
          profile.player().username().text(),
          game,
          profile.rating().value(),
          profile.rating().peak(),
          profile.rating().wins(),
          profile.rating().losses(),
          profile.player().createdAt(),
          profile.player().lastActive());
    }
  }

  /** How a player did in its last completed hosted matches. */
  @About("Counted over the player's last 1000 completed hosted matches.")
  public record PlayerStats(
      String username,
      @About("Games won and lost.") List<TallyRecord> byGame,
      @About("Games won and lost, by its own character.") List<TallyRecord> byCharacter,
      @About("Matches won and lost.") List<TallyRecord> byOpponent,
      @About("Matches won and lost.") List<TallyRecord> byFormat) {}

  /** A line of statistics. */
  public record TallyRecord(String name, int wins, int losses) {}

  /** Whom a player blocks. */
  public record BlockList(List<String> blocked) {}

  /** Whether one is blocked. */
  public record BlockState(String username, boolean blocked) {}

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.get("getPlayer", "/api/v1/players/{username}", PlayerRecord.class)
            .tag(TAG)
            .summary("A player.")
            .query(
                QueryParam.text(
                    "game",
                    32,
                    "The game; the one it last played here, else the server's usual one, unless"
                        + " given."))
            .errors(ErrorCode.PLAYER_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  Username username = username(call);
                  String game =
                      call.text("game").or(() -> profiles.lastGame(username)).orElse(usualGame);
                  return PlayerRecord.of(profiles.profile(username, game), game);
                }),
        Route.get("getPlayerStats", "/api/v1/players/{username}/stats", PlayerStats.class)
            .tag(TAG)
            .summary("How a player did: by game, character, opponent and format.")
            .errors(ErrorCode.PLAYER_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking((call, none) -> stats(username(call))),
        Route.get("listPlayerMatches", "/api/v1/players/{username}/matches", MatchPage.class)
            .tag(TAG)
            .summary("A player's hosted matches that are over, the newest first.")
            .query(Paging.query())
            .errors(
                ErrorCode.PLAYER_NOT_FOUND, ErrorCode.INVALID_CURSOR, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) ->
                    MatchPage.of(
                        profiles.series(username(call), Paging.cursor(call), Paging.limit(call)))),
        Route.get("listBlocks", "/api/v1/players/me/blocks", BlockList.class)
            .tag(TAG)
            .summary("Whom you block.")
            .access(Access.KEY)
            .errors(ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) ->
                    new BlockList(blocks.list(caller(call)).stream().map(Username::text).toList())),
        Route.get("getBlock", "/api/v1/players/me/blocks/{username}", BlockState.class)
            .tag(TAG)
            .summary("Whether you block a player.")
            .access(Access.KEY)
            .errors(ErrorCode.PLAYER_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  Username other = profiles.find(username(call)).username();
                  boolean blocked =
                      blocks.list(caller(call)).stream()
                          .anyMatch(one -> one.key().equals(other.key()));
                  return new BlockState(other.text(), blocked);
                }),
        Route.put("blockPlayer", "/api/v1/players/me/blocks/{username}", BlockState.class)
            .tag(TAG)
            .summary(
                "Blocks a player: you are not paired with it any more, and it cannot challenge you."
                    + " At most 1000.")
            .access(Access.KEY)
            .errors(
                ErrorCode.PLAYER_NOT_FOUND,
                ErrorCode.INVALID_REQUEST,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  blocks.block(caller(call), username(call));
                  return new BlockState(username(call).text(), true);
                }),
        Route.delete("unblockPlayer", "/api/v1/players/me/blocks/{username}", BlockState.class)
            .tag(TAG)
            .summary("Unblocks a player.")
            .access(Access.KEY)
            .errors(ErrorCode.PLAYER_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  blocks.unblock(caller(call), username(call));
                  return new BlockState(username(call).text(), false);
                }));
  }

  private PlayerStats stats(Username username) {
    Map<Tally.By, List<Tally>> all = profiles.stats(username);
    return new PlayerStats(
        username.text(),
        lines(all, Tally.By.GAME),
        lines(all, Tally.By.CHARACTER),
        lines(all, Tally.By.OPPONENT),
        lines(all, Tally.By.FORMAT));
  }

  private static List<TallyRecord> lines(Map<Tally.By, List<Tally>> all, Tally.By by) {
    return all.getOrDefault(by, List.of()).stream()
        .map(one -> new TallyRecord(one.name(), one.wins(), one.losses()))
        .toList();
  }

  private static Username username(Call call) {
    return Ids.username(call.path("username"));
  }

  private static PlayerId caller(Call call) {
    return call.caller(Player.class).id();
  }
}
