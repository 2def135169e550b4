package io.lanista.http.v1;

import io.lanista.engine.player.Players;
import io.lanista.http.json.About;
import io.lanista.http.json.Text;
import io.lanista.http.limit.RequestRate;
import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.http.route.Route;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.IssuedKey;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.Username;
import java.util.List;
import java.util.UUID;

/** Registering and API keys (spec 3, Players and keys). */
public final class PlayerRoutes {
  private static final String TAG = "players";

  private final Players players;
  private final RequestRate registrations;

  /**
   * Routes of players.
   *
   * @param registrations how many one address may register
   */
  public PlayerRoutes(Players players, RequestRate registrations) {
    this.players = players;
    this.registrations = registrations;
  }

  /** A wish to register. */
  public record Register(
      @About("3 to 32 letters, digits, '_' or '-'; unique in any case.") @Text(max = 64)
          String username) {}

  /** A new player with its first key. */
  public record Registered(
      String username,
      @About("Shown this once; send it as Authorization: Bearer.") String apiKey,
      @About("Names the key when you revoke it.") String keyId) {}

  /** A further key. */
  public record NewKey(
      @About("Shown this once.") String apiKey,
      @About("Names the key when you revoke it.") String keyId) {}

  /** A key is no longer valid. */
  public record Revoked(boolean revoked) {}

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.post("register", "/api/v1/register", Register.class, Registered.class)
            .tag(TAG)
            .summary("Registers a player; the answer holds its API key, this once.")
            .status(201)
            .errors(
                ErrorCode.INVALID_USERNAME, ErrorCode.USERNAME_TAKEN, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, body) -> {
                  Username username = new Username(body.username());
                  countRegistration(call);
                  Players.Registered made = players.register(username);
                  return new Registered(
                      made.player().username().text(),
                      made.key().secret(),
                      made.key().id().toString());
                }),
        Route.post("createKey", "/api/v1/keys", NewKey.class)
            .tag(TAG)
            .summary("Makes another API key; older ones stay valid until revoked.")
            .access(Access.KEY)
            .status(201)
            .errors(ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  IssuedKey key = players.issueKey(call.caller(Player.class).id());
                  return new NewKey(key.secret(), key.id().toString());
                }),
        Route.delete("revokeKey", "/api/v1/keys/{id}", Revoked.class)
            .tag(TAG)
            .summary("Revokes one of your API keys.")
            .access(Access.KEY)
            .errors(ErrorCode.KEY_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  players.revokeKey(call.caller(Player.class).id(), keyId(call.path("id")));
                  return new Revoked(true);
                }));
  }

  private void countRegistration(Call call) {
    long seconds = registrations.take(call.client());
    if (seconds > 0) {
      throw new EngineException(
          ErrorCode.RATE_LIMITED,
          "Too many players were registered from your address; try again in "
              + seconds
              + " seconds.");
    }
  }

  private static UUID keyId(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      throw new EngineException(ErrorCode.KEY_NOT_FOUND, "You have no valid key with this id.");
    }
  }
}
