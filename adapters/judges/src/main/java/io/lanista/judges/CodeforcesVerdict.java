package io.lanista.judges;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.ports.room.Verdict;

/** What the verdicts of Codeforces mean in a room (spec 4, Judge: Codeforces). */
final class CodeforcesVerdict {
  private CodeforcesVerdict() {}

  /** The meaning of a submission's field, which is not there as long as it is tested. */
  static Verdict of(JsonNode field) {
    if (!field.isTextual()) {
      return Verdict.PENDING;
    }
    return switch (field.textValue()) {
      case "OK" -> Verdict.ACCEPTED;
      case "TESTING", "SUBMITTED", "" -> Verdict.PENDING;
      // Not tested, or not tested properly: says nothing about the solution.
      case "COMPILATION_ERROR", "SKIPPED", "CRASHED", "INPUT_PREPARATION_CRASHED", "FAILED" ->
          Verdict.IGNORED;
      default -> Verdict.WRONG;
    };
  }
}
