package io.lanista.http.netplay;

import io.lanista.http.json.About;
import io.lanista.http.json.Text;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Report;
import java.util.Optional;

/** The body of a report. */
@About("How your match ended, as you saw it.")
public record ReportResult(
    @Text(min = 1, max = 64) String queueId,
    @About("COMPLETED, DISCONNECT, ERROR, won or lost") @Text(min = 1, max = 16) String outcome,
    @About("0 to 86400") Optional<Double> durationSeconds,
    @About("Your own stocks at the end, 0 to 99.") Optional<Integer> stocksRemaining,
    @About("Your opponent's stocks at the end, 0 to 99.") Optional<Integer> opponentStocks) {

  Report report() {
    return new Report(outcome(outcome), durationSeconds, stocksRemaining, opponentStocks);
  }

  private static Outcome outcome(String word) {
    return switch (word) {
      case "COMPLETED" -> Outcome.COMPLETED;
      case "DISCONNECT" -> Outcome.DISCONNECT;
      case "ERROR" -> Outcome.ERROR;
      case "won" -> Outcome.WON;
      case "lost" -> Outcome.LOST;
      default ->
          throw EngineException.field(
              ErrorCode.INVALID_REPORT,
              "outcome",
              "An outcome is COMPLETED, DISCONNECT, ERROR, won or lost.");
    };
  }
}
