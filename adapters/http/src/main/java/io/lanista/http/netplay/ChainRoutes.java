package io.lanista.http.netplay;

import io.lanista.engine.chain.ChainOverview;
import io.lanista.engine.chain.ChainRetry;
import io.lanista.http.json.About;
import io.lanista.http.json.Text;
import io.lanista.http.route.Access;
import io.lanista.http.route.Route;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.error.ErrorCode;
import java.util.List;
import java.util.Locale;

/** What operators see and do of the work on chain (spec 5). */
public final class ChainRoutes {
  private static final String TAG = "admin";

  private final ChainOverview overview;
  private final ChainRetry retry;

  public ChainRoutes(ChainOverview overview, ChainRetry retry) {
    this.overview = overview;
    this.retry = retry;
  }

  /** The match whose failed steps are to be tried again. */
  public record Again(@Text(min = 1, max = 64) String matchId) {}

  /** What is tried again. */
  public record Retried(
      String matchId, @About("The steps that are pending again, in order.") List<String> steps) {}

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.get("adminChain", "/admin/chain", ChainStateForm.class)
            .tag(TAG)
            .summary("How the work on chain goes: what waits, for what, and what failed.")
            .access(Access.ADMIN)
            .errors(ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking((call, none) -> ChainStateForm.of(overview.look())),
        Route.post("adminChainRetry", "/admin/chain/retry", Again.class, Retried.class)
            .tag(TAG)
            .summary("Tries again what the contracts refused for good of a match.")
            .access(Access.ADMIN)
            .errors(ErrorCode.MATCH_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, body) ->
                    new Retried(
                        body.matchId(),
                        retry.retry(Ids.match(body.matchId())).stream()
                            .map(ChainRoutes::word)
                            .toList())));
  }

  static String word(ChainStep step) {
    return step.kind().name().toLowerCase(Locale.ROOT);
  }
}
