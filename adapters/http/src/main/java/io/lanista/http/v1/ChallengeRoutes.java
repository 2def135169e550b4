package io.lanista.http.v1;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.engine.challenge.Challenges;
import io.lanista.http.json.About;
import io.lanista.http.json.Text;
import io.lanista.http.netplay.Ids;
import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.http.route.Route;
import io.lanista.ports.challenge.Challenge;
import io.lanista.ports.challenge.ChallengeId;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.series.Format;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Wanting to play one certain other player (spec 3, Challenges). */
public final class ChallengeRoutes {
  private static final String TAG = "challenges";

  private final Challenges challenges;
  private final HostedQueues queues;

  /**
   * Routes of challenges.
   *
   * @param queues decide what is played
   */
  public ChallengeRoutes(Challenges challenges, HostedQueues queues) {
    this.challenges = challenges;
    this.queues = queues;
  }

  /** A challenge. */
  public record MakeChallenge(
      @About("The username of the player you want to play.") @Text(max = 64) String opponent,
      Format format,
      @About("The name of your fighter, or of a shared one.") @Text(min = 1, max = 64)
          String fighter,
      @About("A JSON object for your fighter.") Optional<JsonNode> fighterConfig,
      @Text(min = 1, max = 32) Optional<String> game,
      @About("true for a match that leaves ratings as they are.") Optional<Boolean> training,
      @Text(max = Challenge.MOST_MESSAGE) Optional<String> message) {
    public MakeChallenge {
      named(opponent);
      new FighterName(fighter);
      FighterConfig.text(fighterConfig);
    }
  }

  /** How a challenge is accepted. */
  public record AcceptChallenge(
      @About("The name of your fighter, or of a shared one.") @Text(min = 1, max = 64)
          String fighter,
      @About("A JSON object for your fighter.") Optional<JsonNode> fighterConfig) {
    public AcceptChallenge {
      new FighterName(fighter);
      FighterConfig.text(fighterConfig);
    }
  }

  /** A challenge as its two players see it. */
  public record ChallengeRecord(
      String id,
      String challenger,
      String challenged,
      String queue,
      String format,
      Optional<String> message,
      @About("open, accepted, declined or expired") String status,
      Instant createdAt,
      Instant expiresAt,
      Optional<String> matchId) {
    static ChallengeRecord of(Challenges.View view) {
      Challenge challenge = view.challenge();
      return new ChallengeRecord(
          challenge.id().toString(),
          view.challenger().text(),
          view.challenged().text(),
          challenge.queue().text(),
          challenge.format().word(),
          challenge.message(),
          challenge.status().word(),
          challenge.createdAt(),
          challenge.expiresAt(),
          challenge.match().map(Object::toString));
    }
  }

  /** Open challenges. */
  public record ChallengeList(List<ChallengeRecord> challenges) {}

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.post(
                "challengePlayer", "/api/v1/challenges", MakeChallenge.class, ChallengeRecord.class)
            .tag(TAG)
            .summary("Challenges a player, who has ten minutes to answer.")
            .access(Access.KEY)
            .status(201)
            .errors(
                ErrorCode.INVALID_USERNAME,
                ErrorCode.INVALID_FIGHTER,
                ErrorCode.PLAYER_NOT_FOUND,
                ErrorCode.FIGHTER_NOT_FOUND,
                ErrorCode.QUEUE_NOT_FOUND,
                ErrorCode.CHALLENGE_REFUSED,
                ErrorCode.CHALLENGE_CONFLICT,
                ErrorCode.PLUGIN_FAILED,
                ErrorCode.SANDBOX_UNAVAILABLE,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking((call, body) -> ChallengeRecord.of(challenge(call, body))),
        Route.get("incomingChallenges", "/api/v1/challenges/incoming", ChallengeList.class)
            .tag(TAG)
            .summary("The open challenges you were sent, the oldest first.")
            .access(Access.KEY)
            .errors(ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) ->
                    new ChallengeList(
                        challenges.incoming(caller(call)).stream()
                            .map(ChallengeRecord::of)
                            .toList())),
        Route.post(
                "acceptChallenge",
                "/api/v1/challenges/{id}/accept",
                AcceptChallenge.class,
                MatchRecord.class)
            .tag(TAG)
            .summary("Accepts: a match is made that starts at once. Again gives the same match.")
            .access(Access.KEY)
            .errors(
                ErrorCode.CHALLENGE_NOT_FOUND,
                ErrorCode.FIGHTER_NOT_FOUND,
                ErrorCode.INVALID_FIGHTER,
                ErrorCode.CHALLENGE_REFUSED,
                ErrorCode.ALREADY_PLAYING,
                ErrorCode.QUEUE_NOT_FOUND,
                ErrorCode.PLUGIN_FAILED,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, body) ->
                    MatchRecord.of(
                        challenges.accept(
                            caller(call),
                            id(call),
                            new FighterName(body.fighter()),
                            FighterConfig.text(body.fighterConfig())))),
        Route.post("declineChallenge", "/api/v1/challenges/{id}/decline", ChallengeRecord.class)
            .tag(TAG)
            .summary("Declines a challenge.")
            .access(Access.KEY)
            .errors(
                ErrorCode.CHALLENGE_NOT_FOUND,
                ErrorCode.CHALLENGE_REFUSED,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> ChallengeRecord.of(challenges.decline(caller(call), id(call)))));
  }

  private Challenges.View challenge(Call call, MakeChallenge body) {
    return challenges.challenge(
        caller(call),
        named(body.opponent()),
        new Challenges.Proposal(
            queues
                .choose(body.game(), Optional.empty(), body.training().orElse(false))
                .queue()
                .name(),
            body.format(),
            new FighterName(body.fighter()),
            FighterConfig.text(body.fighterConfig()),
            body.message()));
  }

  private static Username named(String opponent) {
    try {
      return new Username(opponent);
    } catch (EngineException malformed) {
      throw EngineException.field(malformed.code(), "opponent", malformed.getMessage());
    }
  }

  private static PlayerId caller(Call call) {
    return call.caller(Player.class).id();
  }

  private static ChallengeId id(Call call) {
    return Ids.challenge(call.path("id"));
  }
}
