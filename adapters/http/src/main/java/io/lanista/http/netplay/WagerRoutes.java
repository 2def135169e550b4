package io.lanista.http.netplay;

import io.lanista.engine.wager.Wagers;
import io.lanista.http.netplay.WagerForm.AnswerWager;
import io.lanista.http.netplay.WagerForm.ProposeWager;
import io.lanista.http.netplay.WagerForm.WagerStatusDocument;
import io.lanista.http.route.Call;
import io.lanista.http.route.Route;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.wager.Wager;
import java.util.List;
import java.util.Optional;

/** Coordinating wagers (spec 1, Wagers). */
public final class WagerRoutes {
  private static final String TAG = "wagers";
  private static final ErrorCode[] ERRORS = {
    ErrorCode.MATCH_NOT_FOUND,
    ErrorCode.NOT_YOUR_MATCH,
    ErrorCode.WAGER_REFUSED,
    ErrorCode.CHAIN_UNAVAILABLE,
    ErrorCode.STORAGE_UNAVAILABLE
  };

  private final Wagers wagers;

  public WagerRoutes(Wagers wagers) {
    this.wagers = wagers;
  }

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.get("getWager", "/matches/{id}/wager", WagerStatusDocument.class)
            .tag(TAG)
            .summary("The wager of a match.")
            .errors(ErrorCode.MATCH_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking((call, none) -> WagerStatusDocument.of(id(call), wagers.of(id(call)))),
        Route.post(
                "proposeWager",
                "/matches/{id}/wager/propose",
                ProposeWager.class,
                WagerStatusDocument.class)
            .tag(TAG)
            .summary("Proposes a wager, shortly after the match was made.")
            .errors(ERRORS)
            .handleBlocking(
                (call, body) ->
                    document(
                        wagers.propose(
                            id(call),
                            Ids.ticket(body.queueId()),
                            Uint256.atLeast(1, "amount_wei", body.amountWei()),
                            Uint256.atLeast(0, "wager_id", body.wagerId())))),
        Route.post(
                "acceptWager",
                "/matches/{id}/wager/accept",
                AnswerWager.class,
                WagerStatusDocument.class)
            .tag(TAG)
            .summary("Accepts the other side's proposal.")
            .errors(ERRORS)
            .handleBlocking(
                (call, body) -> document(wagers.accept(id(call), Ids.ticket(body.queueId())))),
        Route.post(
                "declineWager",
                "/matches/{id}/wager/decline",
                AnswerWager.class,
                WagerStatusDocument.class)
            .tag(TAG)
            .summary("Declines the other side's proposal.")
            .errors(ERRORS)
            .handleBlocking(
                (call, body) -> document(wagers.decline(id(call), Ids.ticket(body.queueId())))));
  }

  private static WagerStatusDocument document(Wager wager) {
    return WagerStatusDocument.of(wager.match(), Optional.of(wager));
  }

  private static MatchId id(Call call) {
    return Ids.match(call.path("id"));
  }
}
