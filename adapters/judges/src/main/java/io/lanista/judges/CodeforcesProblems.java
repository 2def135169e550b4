package io.lanista.judges;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.ports.room.JudgeUnavailableException;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.ProblemSource;
import io.lanista.ports.room.Selection;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The problems of Codeforces, by {@code problemset.problems}, which is asked once a day. Of a
 * problem with two ids both are excluded if one is. Thread-safe.
 */
public final class CodeforcesProblems implements ProblemSource {
  private static final System.Logger LOG = System.getLogger(CodeforcesProblems.class.getName());
  private static final Duration FRESH = Duration.ofDays(1);
  private static final int MOST_BYTES = 32 << 20;

  private record Entry(Problem problem, long contest, String title) {}

  private final CodeforcesApi api;
  private final Twins twins;
  private final Clock clock;
  private List<Entry> known = List.of();
  private Instant freshUntil = Instant.MIN;

  CodeforcesProblems(CodeforcesApi api, Twins twins, Clock clock) {
    this.api = api;
    this.twins = twins;
    this.clock = clock;
  }

  @Override
  public List<Problem> draw(Selection selection, Set<ProblemId> excluded, RandomGenerator random)
      throws JudgeUnavailableException {
    List<Entry> all = all();
    Set<String> solved = new HashSet<>();
    for (ProblemId problem : excluded) {
      twins
          .of(problem)
          .ifPresent(
              title -> {
                for (long contest = title.contest() - 1;
                    contest <= title.contest() + 1;
                    contest++) {
                  solved.add(contest + " " + title.name());
                }
              });
    }
    Set<ProblemId> barred = new HashSet<>(excluded);
    all.stream()
        .filter(entry -> solved.contains(entry.contest() + " " + entry.title()))
        .forEach(entry -> barred.add(entry.problem().id()));
    return DrawnProblems.of(
        all.stream().map(Entry::problem).toList(),
        selection,
        problem -> !barred.contains(problem.id()),
        random);
  }

  private synchronized List<Entry> all() throws JudgeUnavailableException {
    Instant now = clock.instant();
    if (now.isBefore(freshUntil)) {
      return known;
    }
    try {
      known = read(api.call("problemset.problems", "", MOST_BYTES).path("problems"));
      freshUntil = now.plus(FRESH);
    } catch (NoSuchAccountException odd) {
      throw new JudgeUnavailableException(odd.getMessage(), odd);
    } catch (JudgeUnavailableException away) {
      if (known.isEmpty()) {
        throw away;
      }
      LOG.log(
          Level.WARNING,
          "Problems are drawn from yesterday''s list of Codeforces: {0}",
          away.getMessage());
      freshUntil = now.plus(Duration.ofMinutes(10));
    }
    return known;
  }

  private List<Entry> read(JsonNode problems) throws JudgeUnavailableException {
    List<Entry> read = new ArrayList<>();
    Set<ProblemId> ids = new HashSet<>();
    for (JsonNode each : problems) {
      Optional<ProblemId> id = CodeforcesProblemId.of(each);
      OptionalLong rating = JudgeJson.number(each.path("rating"));
      String name = ProblemName.fit(each.path("name").asText());
      if (id.isEmpty() || rating.isEmpty() || rating.getAsLong() > 10_000 || !ids.add(id.get())) {
        continue; // Without a rating it can never be drawn.
      }
      Optional<Integer> rated = Optional.of((int) rating.getAsLong());
      read.add(
          new Entry(
              new Problem(
                  id.get(),
                  name.isEmpty() ? id.get().text() : name,
                  rated,
                  Problem.usualPoints(rated),
                  Optional.empty()),
              each.path("contestId").longValue(),
              each.path("name").asText().strip().toLowerCase(Locale.ROOT)));
    }
    if (read.isEmpty()) {
      throw new JudgeUnavailableException(
          api.place("problemset.problems") + " gave no problem with a rating.");
    }
    return List.copyOf(read);
  }
}
