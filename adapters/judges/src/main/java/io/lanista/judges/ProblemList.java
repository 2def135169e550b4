package io.lanista.judges;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A list of problems in JSON: an array, or an object with an array {@code problems}, of what a
 * room's problems are made of: {@code problem_id}, and optionally {@code name}, {@code rating},
 * {@code points} and {@code limit_seconds}.
 */
final class ProblemList {
  private static final int MOST_SECONDS = 86_400;

  private ProblemList() {}

  /**
   * Reads a list.
   *
   * @throws IOException with what is wrong, and where
   */
  static List<Problem> read(byte[] text) throws IOException {
    JsonNode root;
    try {
      root = JudgeJson.read(text);
    } catch (IOException notJson) {
      throw new IOException("it is cut off or no JSON", notJson);
    }
    JsonNode array = root.isObject() ? root.path("problems") : root;
    if (!array.isArray()) {
      throw new IOException("it has no list of problems");
    }
    List<Problem> problems = new ArrayList<>();
    Set<ProblemId> ids = new HashSet<>();
    for (JsonNode each : array) {
      String place = "problem " + (problems.size() + 1) + ": ";
      try {
        Problem problem = problem(each);
        if (!ids.add(problem.id())) {
          throw new IOException(problem.id() + " is there twice");
        }
        problems.add(problem);
      } catch (EngineException | IOException wrong) {
        throw new IOException(place + wrong.getMessage().replaceAll("\\.$", ""), wrong);
      }
    }
    return problems;
  }

  private static Problem problem(JsonNode each) throws IOException {
    ProblemId id =
        ProblemId.of(
            JudgeJson.text(each.path("problem_id"))
                .orElseThrow(() -> new IOException("problem_id must be a text")));
    Optional<Integer> rating = number(each, "rating", 10_000);
    return new Problem(
        id,
        JudgeJson.text(each.path("name")).orElse(id.text()),
        rating,
        number(each, "points", 1_000_000).orElse(Problem.usualPoints(rating)),
        number(each, "limit_seconds", MOST_SECONDS).map(Duration::ofSeconds));
  }

  private static Optional<Integer> number(JsonNode each, String field, int most)
      throws IOException {
    JsonNode node = each.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    OptionalLong number = JudgeJson.number(node);
    if (number.isEmpty() || number.getAsLong() > most) {
      throw new IOException(field + " must be an integer from 0 to " + most);
    }
    return Optional.of((int) number.getAsLong());
  }
}
