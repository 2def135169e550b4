package io.lanista.judges;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Verdict;
import java.io.IOException;
import java.util.Arrays;

/** A verdict as a line of JSON, with the fields of a verdict that is posted. */
final class VerdictLine {
  private VerdictLine() {}

  /**
   * Reads a line.
   *
   * @throws IOException with what is wrong with it
   */
  static Submission read(byte[] line) throws IOException {
    JsonNode verdict;
    try {
      verdict = JudgeJson.read(line);
    } catch (IOException notJson) {
      throw new IOException("it is not one JSON object", notJson);
    }
    try {
      return new Submission(
          number(verdict, "submission_id"),
          new JudgeAccount(text(verdict, "account")),
          ProblemId.of(text(verdict, "problem_id")),
          number(verdict, "submitted_at"),
          word(text(verdict, "verdict")));
    } catch (EngineException refused) {
      throw new IOException(refused.getMessage().replaceAll("\\.$", ""), refused);
    }
  }

  private static Verdict word(String word) throws IOException {
    return Arrays.stream(Verdict.values())
        .filter(verdict -> verdict.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IOException("verdict must be accepted, wrong, pending or ignored"));
  }

  private static long number(JsonNode object, String field) throws IOException {
    return JudgeJson.number(object.path(field))
        .orElseThrow(() -> new IOException(field + " must be an integer from 0 to 2^53"));
  }

  private static String text(JsonNode object, String field) throws IOException {
    return JudgeJson.text(object.path(field))
        .orElseThrow(() -> new IOException(field + " must be a text"));
  }
}
