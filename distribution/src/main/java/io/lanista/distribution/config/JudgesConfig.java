package io.lanista.distribution.config;

import io.lanista.judges.Codeforces;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Who says what was solved. The judge {@code hook}, to which verdicts are posted, is always there.
 *
 * @param hookToken the bearer token of whoever posts verdicts; without one nobody can
 * @param verdicts a file to which verdicts are appended; with it there is the judge {@code file}
 * @param problems a file of problems to draw from, for the judges hook and file
 * @param codeforces whether there is the judge {@code codeforces}
 * @param codeforcesUrl where its API is
 * @param codeforcesSpacing the least time between two requests to it
 */
public record JudgesConfig(
    Optional<Secret> hookToken,
    Optional<Path> verdicts,
    Optional<Path> problems,
    Optional<URI> problemsUrl,
    boolean codeforces,
    URI codeforcesUrl,
    Duration codeforcesSpacing) {
  private static final int LONGEST = 1024;

  static JudgesConfig read(Layers layers, SecretSource secrets, Path home) {
    Section file = new Section(layers, "judges.file");
    Section problems = new Section(layers, "judges.problems");
    Section codeforces = new Section(layers, "judges.codeforces");
    return new JudgesConfig(
        secrets.secret("judges.hook.token", "judges.hook.token-file"),
        file.file("verdicts", home),
        problems.file("file", home),
        Optional.of(problems.checked("url", "", LONGEST, JudgesConfig::address))
            .filter(text -> !text.isEmpty())
            .map(URI::create),
        codeforces.flag("enabled", false),
        URI.create(
            codeforces.checked("url", Codeforces.OFFICIAL.toString(), LONGEST, JudgesConfig::web)),
        codeforces.duration(
            "spacing", Codeforces.OFFICIAL_SPACING, Duration.ZERO, Duration.ofMinutes(1)));
  }

  private static String address(String text) {
    return text.isEmpty() ? text : web(text);
  }

  private static String web(String text) {
    URI uri = URI.create(text);
    if (uri.getHost() == null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("It must be an address like https://host/path.");
    }
    return text;
  }
}
