package io.lanista.ports.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sequence of claims whose outcomes somebody else worked out ({@code claim_vectors.json}).
 *
 * @param expected the outcome of each claim: {@code claimed}, {@code reclaimed} or {@code lost}
 * @param before the lock that a reclaimed problem was taken from, by the claim's index
 * @param fullAfter the index of the claim after which every problem has an owner; empty if none
 */
record ClaimVector(
    String title,
    int problems,
    List<Claim> claims,
    List<String> expected,
    Map<Integer, Lock> before,
    Map<ProblemId, Lock> locks,
    Optional<Integer> fullAfter) {

  /** All of them; empty where the shared data is not beside the project. */
  static List<ClaimVector> all() throws IOException {
    Path above = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (above != null) {
      Path file = above.resolve("shared/data/vectors/claim_vectors.json");
      if (Files.exists(file)) {
        List<ClaimVector> read = new ArrayList<>();
        for (JsonNode vector : new ObjectMapper().readTree(file.toFile()).get("vectors")) {
          read.add(of(vector));
        }
        return read;
      }
      above = above.getParent();
    }
    return List.of();
  }

  private static ClaimVector of(JsonNode vector) {
    List<Claim> claims = new ArrayList<>();
    for (JsonNode claim : vector.get("claims")) {
      claims.add(
          new Claim(
              new ProblemId(claim.get("problemId").textValue()),
              new TeamId(claim.get("teamId").textValue()),
              claim.get("timestamp").longValue(),
              claim.has("submissionId")
                  ? OptionalLong.of(Long.parseLong(claim.get("submissionId").textValue()))
                  : OptionalLong.empty()));
    }
    List<String> expected = new ArrayList<>();
    Map<Integer, Lock> before = new LinkedHashMap<>();
    for (JsonNode outcome : vector.get("expected")) {
      if (outcome.has("previousTeamId")) {
        before.put(
            expected.size(), lock(outcome.get("previousTeamId"), outcome.get("previousTimestamp")));
      }
      expected.add(outcome.get("result").textValue());
    }
    Map<ProblemId, Lock> locks = new LinkedHashMap<>();
    vector
        .get("finalLocks")
        .properties()
        .forEach(
            entry ->
                locks.put(
                    new ProblemId(entry.getKey()),
                    lock(entry.getValue().get("teamId"), entry.getValue().get("timestamp"))));
    JsonNode full = vector.get("allClaimedAfterIndex");
    return new ClaimVector(
        vector.get("id").textValue() + " " + vector.get("title").textValue(),
        vector.get("problems").size(),
        claims,
        expected,
        before,
        locks,
        full.isNull() ? Optional.empty() : Optional.of(full.intValue()));
  }

  private static Lock lock(JsonNode team, JsonNode timestamp) {
    return new Lock(new TeamId(team.textValue()), timestamp.longValue(), OptionalLong.empty());
  }
}
