package io.lanista.http.v1;

import io.lanista.engine.room.Verdicts;
import io.lanista.http.json.About;
import io.lanista.http.json.Items;
import io.lanista.http.json.Range;
import io.lanista.http.route.Access;
import io.lanista.http.route.Route;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.room.Claim;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Verdict;
import java.util.List;

/** Where the operator's own judge posts its verdicts (spec 4, HTTP). */
public final class JudgeRoutes {
  /** Whose word counts in a room: one that is judged by this one. */
  private static final String JUDGE = "hook";

  /** A thousand verdicts, with names as long as they may be. */
  private static final long LARGEST = 1_048_576;

  private final Verdicts verdicts;

  public JudgeRoutes(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  /** Verdicts, in any order; what was posted before may be posted again. */
  public record VerdictsForm(@Items(min = 1, max = 1_000) List<VerdictForm> verdicts) {}

  /** A verdict on a submission. */
  public record VerdictForm(
      @About("The judge's id of it; of two made at the same time the lower one was first.")
          @Range(min = 0, max = Claim.LARGEST)
          long submissionId,
      @About("Of a member, as it was entered.") String account,
      String problemId,
      @About("When it was made, in milliseconds since the epoch.")
          @Range(min = 0, max = Claim.LARGEST)
          long submittedAt,
      @About("pending may become another one later; any other is final.") Verdict verdict) {
    public VerdictForm {
      new JudgeAccount(account);
      ProblemId.of(problemId);
    }

    private Submission read() {
      return new Submission(
          submissionId, new JudgeAccount(account), ProblemId.of(problemId), submittedAt, verdict);
    }
  }

  /** What became of verdicts, in their order. */
  public record Receipts(List<ReceiptForm> verdicts) {}

  /** What became of one. */
  public record ReceiptForm(
      long submissionId,
      @About("In how many rooms it is written down; 0 if it belongs to none that is played.")
          int rooms,
      @About("Whether it was new to any of them.") boolean changed) {}

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.post("postVerdicts", "/api/v1/judge/verdicts", VerdictsForm.class, Receipts.class)
            .tag("rooms")
            .summary("Takes verdicts of the operator's judge; may be repeated.")
            .access(Access.JUDGE)
            .bodyLimit(LARGEST)
            .errors(ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, form) ->
                    new Receipts(
                        verdicts
                            .take(JUDGE, form.verdicts().stream().map(VerdictForm::read).toList())
                            .stream()
                            .map(r -> new ReceiptForm(r.submission(), r.rooms(), r.changed()))
                            .toList())));
  }
}
