package io.lanista.judges;

import io.lanista.ports.room.ProblemId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Knows which problems are one: a round of two divisions has two contests with neighbouring
 * numbers, and what they share has an id in each. Who solved it in one has solved it. Thread-safe.
 */
final class Twins {
  /** What two ids of one problem have in common. */
  record Title(long contest, String name) {}

  private static final int MOST = 100_000;

  private final Map<ProblemId, Title> titles =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ProblemId, Title> eldest) {
          return size() > MOST;
        }
      };

  /** Notes the title of a problem that somebody has tried. */
  synchronized void note(ProblemId problem, long contest, String name) {
    titles.put(problem, new Title(contest, name.strip().toLowerCase(Locale.ROOT)));
  }

  /** The title of a problem that was noted; */
  synchronized Optional<Title> of(ProblemId problem) {
    return Optional.ofNullable(titles.get(problem));
  }
}
