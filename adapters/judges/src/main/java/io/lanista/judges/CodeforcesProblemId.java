package io.lanista.judges;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.room.ProblemId;
import java.util.Optional;
import java.util.OptionalLong;

/** How problems of Codeforces are named: contest and index, {@code 1401F}. */
final class CodeforcesProblemId {
  private CodeforcesProblemId() {}

  /** A problem's id; empty for one of no contest. */
  static Optional<ProblemId> of(JsonNode problem) {
    OptionalLong contest = JudgeJson.number(problem.path("contestId"));
    Optional<String> index = JudgeJson.text(problem.path("index"));
    if (contest.isEmpty() || index.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ProblemId.of(contest.getAsLong() + index.get()));
    } catch (EngineException unusable) {
      return Optional.empty();
    }
  }
}
