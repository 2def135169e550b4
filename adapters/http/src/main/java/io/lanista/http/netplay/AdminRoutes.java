package io.lanista.http.netplay;

import io.lanista.engine.match.Matches;
import io.lanista.engine.match.Rematches;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.Queues;
import io.lanista.http.json.About;
import io.lanista.http.json.Text;
import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.http.route.Route;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What operators do by hand (spec 1, Health and admin). */
public final class AdminRoutes {
  private static final String TAG = "admin";
  private static final long SWEEP_SECONDS = 10;

  private final Queues queues;
  private final Matches matches;
  private final Rematches rematches;

  public AdminRoutes(Queues queues, Matches matches, Rematches rematches) {
    this.queues = queues;
    this.matches = matches;
    this.rematches = rematches;
  }

  /** What a clean-up removed and left. */
  public record Cleanup(
      int expiredQueueEntries, int expiredMatches, int queueSize, int activeMatches) {}

  /** A match after it was expired by hand. */
  public record Expired(
      String matchId,
      String status,
      @About("false if the match was over already") boolean changed) {}

  /** A match made of an old one. */
  public record Rematch(String newMatchId, String p1ConnectCode, String p2ConnectCode) {}

  /** An operator's word on a dispute. */
  public record Resolve(
      @About("p1, p2 or void") @Text(min = 1, max = 8) String winner,
      @About("For the record.") @Text(min = 1, max = 500) String reason) {}

  /** A match after its dispute was resolved. */
  public record Resolved(
      String matchId, String status, Optional<Integer> winnerScore, Optional<Integer> loserScore) {}

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.post("adminCleanup", "/admin/cleanup", Cleanup.class)
            .tag(TAG)
            .summary("Expires queue entries nobody polls and matches without a sign of life, now.")
            .access(Access.ADMIN)
            .errors(ErrorCode.STORAGE_UNAVAILABLE, ErrorCode.BUSY, ErrorCode.SHUTTING_DOWN)
            .handleBlocking((call, none) -> cleanup()),
        Route.post("adminExpireMatch", "/admin/matches/{id}/expire", Expired.class)
            .tag(TAG)
            .summary("Ends a match without a result.")
            .access(Access.ADMIN)
            .errors(ErrorCode.MATCH_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  Matches.Expiry expiry = matches.expire(id(call), "Expired by an operator.");
                  return new Expired(
                      expiry.match().id().toString(), word(expiry.match()), expiry.changed());
                }),
        Route.post("adminRematch", "/admin/matches/{id}/rematch", Rematch.class)
            .tag(TAG)
            .summary(
                "Makes a new match of a finished one; both queue entries then lead to the new one.")
            .access(Access.ADMIN)
            .errors(
                ErrorCode.MATCH_NOT_FOUND,
                ErrorCode.MATCH_NOT_COMPLETED,
                ErrorCode.PLUGIN_FAILED,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  Match next = rematches.again(id(call));
                  return new Rematch(
                      next.id().toString(), next.p1().connectCode(), next.p2().connectCode());
                }),
        Route.post(
                "adminResolveMatch", "/admin/matches/{id}/resolve", Resolve.class, Resolved.class)
            .tag(TAG)
            .summary("Decides a disputed match.")
            .access(Access.ADMIN)
            .errors(
                ErrorCode.MATCH_NOT_FOUND,
                ErrorCode.MATCH_NOT_DISPUTED,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, body) -> {
                  Match match = matches.resolve(id(call), side(body.winner()), body.reason());
                  return new Resolved(
                      match.id().toString(),
                      word(match),
                      match.result().map(r -> r.decision().winnerScore()),
                      match.result().map(r -> r.decision().loserScore()));
                }));
  }

  private Cleanup cleanup() throws Exception {
    int entries = 0;
    for (Queue queue : queues.all()) {
      entries += swept(queue);
    }
    int expired = matches.expireSilent();
    return new Cleanup(entries, expired, queues.size(), matches.active());
  }

  private static int swept(Queue queue) throws InterruptedException, ExecutionException {
    try {
      return queue.sweep().get(SWEEP_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof EngineException reason) {
        throw reason;
      }
      throw failed;
    } catch (TimeoutException tooLong) {
      throw new EngineException(
          ErrorCode.BUSY, "The queue is busy or waits for its database; try again later.", tooLong);
    }
  }

  private static Optional<Side> side(String winner) {
    return switch (winner) {
      case "p1" -> Optional.of(Side.P1);
      case "p2" -> Optional.of(Side.P2);
      case "void" -> Optional.empty();
      default ->
          throw EngineException.field(
              ErrorCode.INVALID_REQUEST, "winner", "The winner is p1, p2 or void.");
    };
  }

  private static String word(Match match) {
    return match.status().word();
  }

  private static MatchId id(Call call) {
    return Ids.match(call.path("id"));
  }
}
