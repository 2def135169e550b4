package io.lanista.judges;

import io.lanista.ports.room.JudgeUnavailableException;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.ProblemSource;
import io.lanista.ports.room.Selection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Problems somebody serves as the JSON of {@link FileProblems}, asked for every draw. */
public final class HttpProblems implements ProblemSource {
  private static final int MOST_BYTES = 32 << 20;

  private final URI address;
  private final HttpFetch fetch;

  /**
   * Makes a source; asks nothing yet.
   *
   * @param timeout for the whole answer, at most 60 seconds
   */
  public HttpProblems(URI address, Duration timeout) {
    this.address = address;
    fetch = new HttpFetch(timeout);
  }

  @Override
  public List<Problem> draw(Selection selection, Set<ProblemId> excluded, RandomGenerator random)
      throws JudgeUnavailableException {
    HttpFetch.Answer answer = fetch.get(address, MOST_BYTES);
    if (answer.status() != 200) {
      throw new JudgeUnavailableException(
          HttpFetch.place(address) + " gave status " + answer.status() + " and no problems.");
    }
    try {
      return DrawnProblems.of(
          ProblemList.read(answer.body()),
          selection,
          problem -> !excluded.contains(problem.id()),
          random);
    } catch (IOException unusable) {
      throw new JudgeUnavailableException(
          "The problems at "
              + HttpFetch.place(address)
              + " cannot be used: "
              + unusable.getMessage()
              + ".",
          unusable);
    }
  }
}
