package io.lanista.judges;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.ports.room.Judge;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.JudgeUnavailableException;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Verdict;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Codeforces, by {@code user.status} and {@code user.info}. An account that does not exist has no
 * submissions and no rating; the log names it once. Thread-safe.
 */
public final class CodeforcesJudge implements Judge {
  private static final System.Logger LOG = System.getLogger(CodeforcesJudge.class.getName());

  /** What handles are made of; anything else would change the request. */
  private static final Pattern HANDLE = Pattern.compile("[a-z0-9_.-]{1,64}");

  /** The problem of a submission that cannot count; no problem of a contest is named so. */
  private static final ProblemId NO_PROBLEM = new ProblemId("?");

  private static final int PAGE = 500;
  private static final int MOST_BYTES = 8 << 20;
  private static final int MOST_UNKNOWN = 1_000;

  private final CodeforcesApi api;
  private final Duration spacing;
  private final Twins twins;
  private final Set<JudgeAccount> unknown = ConcurrentHashMap.newKeySet();

  CodeforcesJudge(CodeforcesApi api, Duration spacing, Twins twins) {
    this.api = api;
    this.spacing = spacing;
    this.twins = twins;
  }

  @Override
  public Duration resolution() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration spacing() {
    return spacing;
  }

  @Override
  public boolean isPolled() {
    return true;
  }

  @Override
  public int pageSize() {
    return PAGE;
  }

  @Override
  public List<Submission> submissions(JudgeAccount account, int offset)
      throws JudgeUnavailableException {
    if (!HANDLE.matcher(account.text()).matches()) {
      forget(account, "Codeforces has no handles like it");
      return List.of();
    }
    JsonNode found;
    try {
      found =
          api.call(
              "user.status",
              "handle=" + account + "&from=" + (offset + 1) + "&count=" + PAGE,
              MOST_BYTES);
    } catch (NoSuchAccountException none) {
      forget(account, none.getMessage());
      return List.of();
    }
    unknown.remove(account);
    if (!found.isArray() || found.size() > PAGE) {
      throw malformed("user.status", "no list of up to " + PAGE + " submissions");
    }
    List<Submission> page = new ArrayList<>(found.size());
    for (JsonNode each : found) {
      page.add(submission(each, account));
    }
    return page;
  }

  /** Keeps what cannot count as ignored, for a page must not look shorter than it is. */
  private Submission submission(JsonNode each, JudgeAccount account)
      throws JudgeUnavailableException {
    OptionalLong id = JudgeJson.number(each.path("id"));
    OptionalLong second = JudgeJson.number(each.path("creationTimeSeconds"));
    if (id.isEmpty() || second.isEmpty() || second.getAsLong() > 1L << 42) {
      throw malformed("user.status", "a submission without id or creationTimeSeconds");
    }
    long made = second.getAsLong() * 1_000;
    JsonNode problem = each.path("problem");
    Optional<ProblemId> named = CodeforcesProblemId.of(problem);
    if (named.isEmpty() || !isBy(each.path("author").path("members"), account)) {
      return new Submission(id.getAsLong(), account, NO_PROBLEM, made, Verdict.IGNORED);
    }
    twins.note(named.get(), problem.path("contestId").longValue(), problem.path("name").asText());
    return new Submission(
        id.getAsLong(), account, named.get(), made, CodeforcesVerdict.of(each.path("verdict")));
  }

  private static boolean isBy(JsonNode members, JudgeAccount account) {
    for (JsonNode member : members) {
      if (account.text().equalsIgnoreCase(member.path("handle").asText())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Map<JudgeAccount, Integer> ratings(Set<JudgeAccount> accounts)
      throws JudgeUnavailableException {
    List<JudgeAccount> asked =
        accounts.stream()
            .filter(account -> HANDLE.matcher(account.text()).matches())
            .filter(account -> !unknown.contains(account))
            .sorted((one, other) -> one.text().compareTo(other.text()))
            .toList();
    if (asked.isEmpty()) {
      return Map.of();
    }
    String handles = asked.stream().map(JudgeAccount::text).collect(Collectors.joining(";"));
    JsonNode users;
    try {
      users = api.call("user.info", "handles=" + handles, MOST_BYTES);
    } catch (NoSuchAccountException none) {
      // One unknown handle spoils the whole request; the next one goes without it. It is an answer,
      // and no reason to leave the judge alone for everybody.
      asked.stream()
          .filter(account -> names(none.getMessage(), account))
          .forEach(account -> forget(account, none.getMessage()));
      return Map.of();
    }
    Map<JudgeAccount, Integer> ratings = new HashMap<>();
    for (JsonNode user : users) {
      String handle = user.path("handle").asText();
      asked.stream()
          .filter(account -> account.text().equalsIgnoreCase(handle))
          .findFirst()
          .filter(account -> user.path("rating").canConvertToInt())
          .ifPresent(account -> ratings.put(account, user.path("rating").intValue()));
    }
    return ratings;
  }

  private static boolean names(String refusal, JudgeAccount account) {
    return Pattern.compile(
            "(?i)(^|[^a-z0-9_.-])" + Pattern.quote(account.text()) + "($|[^a-z0-9_.-])")
        .matcher(refusal)
        .find();
  }

  private void forget(JudgeAccount account, String why) {
    if (unknown.size() < MOST_UNKNOWN && unknown.add(account)) {
      LOG.log(
          Level.WARNING,
          "Account {0} of a room cannot solve anything at Codeforces: {1}.",
          account,
          why);
    }
  }

  private JudgeUnavailableException malformed(String method, String what) {
    return new JudgeUnavailableException(api.place(method) + " gave " + what + ".");
  }
}
