package io.lanista.distribution.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.distribution.e2e.RunningServer.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One room on a running server, judged by the hook, with teams of one member each. */
final class RoomPlay {
  static final String JUDGE_TOKEN = "test-judge-token-0123456789abcdef";

  private static final AtomicInteger NAMES = new AtomicInteger();

  private final RunningServer server;
  private final Map<String, String> keys;
  private final Map<String, String> accounts;
  private final Map<String, String> usernames;
  private String id;

  RoomPlay(RunningServer server) {
    this(server, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), null);
  }

  private RoomPlay(
      RunningServer server,
      Map<String, String> keys,
      Map<String, String> accounts,
      Map<String, String> usernames,
      String id) {
    this.server = server;
    this.keys = keys;
    this.accounts = accounts;
    this.usernames = usernames;
    this.id = id;
  }

  /** The same room by way of another engine. */
  RoomPlay by(RunningServer other) {
    return new RoomPlay(other, keys, accounts, usernames, id);
  }

  /** What a server needs to be told for rooms like this. */
  static Map<String, String> environment() {
    return Map.of(
        "LANISTA_ADMIN_TOKEN", RunningServer.ADMIN_TOKEN, "LANISTA_JUDGES_HOOK_TOKEN", JUDGE_TOKEN);
  }

  /** A name nobody has. */
  static String name(String start) {
    return start + "-" + NAMES.incrementAndGet();
  }

  /**
   * Makes a room.
   *
   * @param problems JSON objects, separated by commas
   * @param more further JSON members of the request, each with a comma before it
   */
  RoomPlay create(String format, List<String> teams, String problems, String more)
      throws Exception {
    Answer made =
        server.post("/api/v1/rooms", request(format, teams, problems, more), key(teams.get(0)));
    if (made.status() != 201) {
      throw new AssertionError(made.status() + ": " + made.text());
    }
    id = made.at("/room_id");
    return this;
  }

  /** The request that {@link #create} sends; registers who plays. */
  String request(String format, List<String> teams, String problems, String more) throws Exception {
    StringBuilder entered = new StringBuilder();
    for (String team : teams) {
      String username = name("member");
      Answer registered = server.post("/api/v1/register", "{\"username\":\"" + username + "\"}");
      keys.put(team, registered.at("/api_key"));
      usernames.put(team, username);
      accounts.put(team, name("acc"));
      entered
          .append(entered.isEmpty() ? "" : ",")
          .append("{\"id\":\"")
          .append(team)
          .append("\",\"name\":\"Team\",\"members\":[{\"username\":\"")
          .append(username)
          .append("\",\"judge_account\":\"")
          .append(accounts.get(team))
          .append("\"}]}");
    }
    return "{\"format\":\""
        + format
        + "\",\"teams\":["
        + entered
        + "],\"problems\":["
        + problems
        + "]"
        + more
        + "}";
  }

  /** Problems worth 100 points each, as {@link #create} wants them. */
  static String problems(String... ids) {
    List<String> each = new ArrayList<>();
    for (String problem : ids) {
      each.add("{\"problem_id\":\"" + problem + "\",\"points\":100}");
    }
    return String.join(",", each);
  }

  String id() {
    return id;
  }

  String username(String team) {
    return usernames.get(team);
  }

  String account(String team) {
    return accounts.get(team);
  }

  String[] key(String team) {
    return new String[] {"Authorization", "Bearer " + keys.get(team)};
  }

  Answer act(String team, String verb, String body) throws Exception {
    return server.post(path() + "/" + verb, body, key(team));
  }

  /** Everybody says ready, which starts the room. */
  RoomPlay start() throws Exception {
    for (String team : keys.keySet()) {
      Answer ready = act(team, "ready", "{}");
      if (ready.status() != 200) {
        throw new AssertionError(ready.status() + ": " + ready.text());
      }
    }
    await("active");
    return this;
  }

  Answer state() throws Exception {
    return server.get(path());
  }

  String path() {
    return "/api/v1/rooms/" + id;
  }

  void await(String status) throws Exception {
    RunningServer.await("room " + id + " " + status, () -> state().at("/status").equals(status));
  }

  /** When it began, in milliseconds since the epoch. */
  long startedAt() throws Exception {
    return java.time.Instant.parse(state().at("/start_time")).toEpochMilli();
  }

  /** The judge tells of a submission made so long after the start. */
  Answer verdict(long submission, String team, String problem, long afterMillis, String verdict)
      throws Exception {
    return verdictAt(submission, team, problem, startedAt() + afterMillis, verdict);
  }

  Answer verdictAt(long submission, String team, String problem, long at, String verdict)
      throws Exception {
    Answer answer =
        server.post(
            "/api/v1/judge/verdicts",
            String.format(
                Locale.ROOT,
                "{\"verdicts\":[{\"submission_id\":%d,\"account\":\"%s\",\"problem_id\":\"%s\","
                    + "\"submitted_at\":%d,\"verdict\":\"%s\"}]}",
                submission,
                accounts.get(team),
                problem,
                at,
                verdict),
            "Authorization",
            "Bearer " + JUDGE_TOKEN);
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + ": " + answer.text());
    }
    return answer;
  }

  /** Who owns what now: the team by the problem. */
  Map<String, String> owners() throws Exception {
    Map<String, String> owners = new TreeMap<>();
    state()
        .body()
        .path("locks")
        .properties()
        .forEach(lock -> owners.put(lock.getKey(), lock.getValue().path("claimed_by").asText()));
    return owners;
  }

  Map<String, Integer> scores() throws Exception {
    Map<String, Integer> scores = new TreeMap<>();
    JsonNode given = state().body().path("scores");
    given.properties().forEach(team -> scores.put(team.getKey(), team.getValue().asInt()));
    return scores;
  }

  /** Starts watching it; every event after this is seen. */
  RoomWatch watch() throws Exception {
    RoomWatch watch = RoomWatch.open(server.address(), path(), 0);
    watch.await("room.state_sync", 1);
    return watch;
  }
}
