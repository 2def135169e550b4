package io.lanista.http.netplay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.engine.chain.ChainRecords;
import io.lanista.engine.match.Matches;
import io.lanista.engine.replay.ReplayIntake;
import io.lanista.engine.settlement.Proofs;
import io.lanista.engine.settlement.Settlement;
import io.lanista.http.netplay.SignatureForm.SignatureList;
import io.lanista.http.netplay.SignatureForm.SignatureStatus;
import io.lanista.http.netplay.SignatureForm.SubmitSignature;
import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import io.lanista.http.route.Route;
import io.lanista.http.route.RouteDraft;
import io.lanista.http.route.Verb;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.settlement.Signature;
import io.lanista.ports.settlement.WalletAddress;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import java.util.List;
import java.util.Map;

/** Looking at matches, reporting, replays and signatures (spec 1, Matches and Signatures). */
public final class MatchRoutes {
  private static final String TAG = "matches";
  private static final String SIGNING = "signatures";
  private static final int USUAL_PAGE = 20;
  private static final int LARGEST_PAGE = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Matches matches;
  private final ReplayIntake replays;
  private final Settlement settlement;
  private final Proofs proofs;
  private final ChainRecords chain;
  private final int maxReplayBytes;

  /**
   * Routes of all matches.
   *
   * @param maxReplayBytes the largest upload
   */
  public MatchRoutes(
      Matches matches,
      ReplayIntake replays,
      Settlement settlement,
      Proofs proofs,
      ChainRecords chain,
      int maxReplayBytes) {
    this.matches = matches;
    this.replays = replays;
    this.settlement = settlement;
    this.proofs = proofs;
    this.chain = chain;
    this.maxReplayBytes = maxReplayBytes;
  }

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.get("listMatches", "/matches", MatchList.class)
            .tag(TAG)
            .summary("Recent matches, the newest first.")
            .query(
                QueryParam.integer("limit", 1, LARGEST_PAGE, "Matches a page; 20 unless given."),
                QueryParam.text("cursor", 200, "next_cursor of the page before."))
            .errors(ErrorCode.INVALID_CURSOR, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking((call, none) -> list(call)),
        match(),
        Route.post("reportResult", "/matches/{id}/result", ReportResult.class, Success.class)
            .tag(TAG)
            .summary("Your account of how the match ended. The same report again changes nothing.")
            .errors(
                ErrorCode.MATCH_NOT_FOUND,
                ErrorCode.NOT_YOUR_MATCH,
                ErrorCode.INVALID_REPORT,
                ErrorCode.REPORT_CONFLICT,
                ErrorCode.MATCH_FINISHED,
                ErrorCode.PLUGIN_FAILED,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, body) -> {
                  matches.report(id(call), Ids.ticket(body.queueId()), body.report());
                  return Success.YES;
                }),
        Route.upload(
                "uploadReplay",
                Verb.PUT,
                "/matches/{id}/replay",
                maxReplayBytes,
                ReplayReceipt.class)
            .tag(TAG)
            .summary(
                "The match's recording (.slp). It decides a dispute, and its SHA-256 goes into the"
                    + " signed result.")
            .query(QueryParam.text("queue_id", 64, "Your queue_id.").mandatory())
            .errors(
                ErrorCode.MATCH_NOT_FOUND,
                ErrorCode.NOT_YOUR_MATCH,
                ErrorCode.MATCH_FINISHED,
                ErrorCode.TOO_LARGE,
                ErrorCode.INVALID_REPLAY,
                ErrorCode.REPLAY_SEEN,
                ErrorCode.PLUGIN_FAILED,
                ErrorCode.BUSY,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(this::upload),
        Route.post(
                "submitSignature",
                "/matches/{id}/signature",
                SubmitSignature.class,
                SignatureStatus.class)
            .tag(SIGNING)
            .summary("Your signature under the result; it is verified before it is stored.")
            .errors(
                ErrorCode.MATCH_NOT_FOUND,
                ErrorCode.MATCH_NOT_COMPLETED,
                ErrorCode.INVALID_WALLET,
                ErrorCode.INVALID_SIGNATURE,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(this::sign),
        Route.get("listSignatures", "/matches/{id}/signatures", SignatureList.class)
            .tag(SIGNING)
            .summary("The verified signatures of a match.")
            .errors(ErrorCode.MATCH_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, none) -> {
                  MatchId id = id(call);
                  return SignatureList.of(id.toString(), settlement.signatures(id));
                }),
        Route.get("getTypedData", "/matches/{id}/typed-data", JsonNode.class)
            .tag(SIGNING)
            .summary("The exact EIP-712 document to sign, as eth_signTypedData_v4 takes it.")
            .errors(
                ErrorCode.MATCH_NOT_FOUND,
                ErrorCode.MATCH_NOT_COMPLETED,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking((call, none) -> JSON.valueToTree(settlement.typedData(id(call)))),
        Route.get("getProof", "/matches/{id}/proof", ProofForm.class)
            .tag(SIGNING)
            .summary(
                "The result with both signatures: what anyone needs to check it without trust in"
                    + " this server, as `lanista result verify` does.")
            .errors(
                ErrorCode.MATCH_NOT_FOUND,
                ErrorCode.MATCH_NOT_COMPLETED,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking((call, none) -> ProofForm.of(proofs.of(id(call)), chain.of(id(call)))));
  }

  private Route<Void, MatchDocument> match() {
    RouteDraft<Void, MatchDocument> draft =
        Route.get("getMatch", "/matches/{id}", MatchDocument.class)
            .tag(TAG)
            .summary("One match.")
            .errors(ErrorCode.MATCH_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE);
    if (chain.isOn()) {
      // Confirmations come with every block and not with a commit, so nothing would tell a kept
      // answer that it is old.
      return draft.handleBlocking(
          (call, none) -> MatchDocument.of(matches.view(id(call)), chain.of(id(call))));
    }
    return draft.handleKnown(
        call -> matches.recall(id(call)),
        (call, none) -> matches.view(id(call)),
        view -> MatchDocument.of(view, ChainRecords.Standing.OFF));
  }

  private MatchList list(Call call) {
    Page<Matches.View> page =
        matches.recent(
            call.text("cursor").map(Cursor::parse), (int) call.integer("limit").orElse(USUAL_PAGE));
    Map<MatchId, ChainRecords.Standing> standings =
        chain.of(page.items().stream().map(view -> view.match().id()).toList());
    return new MatchList(
        page.items().stream()
            .map(view -> MatchDocument.of(view, standings.get(view.match().id())))
            .toList(),
        page.next().map(Cursor::text));
  }

  private ReplayReceipt upload(Call call, byte[] recording) {
    ReplayIntake.Accepted accepted =
        replays.upload(id(call), Ids.ticket(call.text("queue_id").orElseThrow()), recording);
    return new ReplayReceipt(
        true,
        accepted.match().id().toString(),
        accepted.replay().hash().hex(),
        accepted.match().status().word());
  }

  private SignatureStatus sign(Call call, SubmitSignature body) {
    MatchId id = id(call);
    return SignatureStatus.of(
        id.toString(),
        settlement.sign(id, signer(body.address()), Signature.parse(body.signature())));
  }

  private static WalletAddress signer(String text) {
    try {
      return WalletAddress.parse(text);
    } catch (EngineException invalid) {
      throw EngineException.field(invalid.code(), "address", invalid.getMessage());
    }
  }

  private static MatchId id(Call call) {
    return Ids.match(call.path("id"));
  }
}
