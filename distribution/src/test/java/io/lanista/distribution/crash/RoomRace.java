package io.lanista.distribution.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One room from its making to its end, whatever happens to the server meanwhile; says what ended
 * otherwise than it has to. Verdicts are delivered out of order and more than once.
 */
final class RoomRace implements Callable<List<String>> {
  static final String JUDGE_TOKEN = "crash-judge-token-0123456789abcdef";

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final List<String> TEAMS = List.of("A|1", "B:2");

  private final boolean arena;
  private final SplittableRandom random;
  private final Server server;
  private final ExecutorService threads;
  private final String name = "race" + NUMBERS.incrementAndGet();
  private final List<String> keys = new ArrayList<>();
  private final Map<String, Verdict> owners = new TreeMap<>();
  private String room;
  private long number = 1;

  /** A verdict and whose it is. */
  private record Verdict(long id, String team, String problem, long at, boolean accepted) {
    boolean beats(Verdict other) {
      return at < other.at || at == other.at && id < other.id;
    }
  }

  private RoomRace(boolean arena, SplittableRandom random, Server server, ExecutorService threads) {
    this.arena = arena;
    this.random = random;
    this.server = server;
    this.threads = threads;
  }

  static RoomRace of(
      boolean arena, SplittableRandom random, Server server, ExecutorService threads) {
    return new RoomRace(arena, random, server, threads);
  }

  @Override
  public List<String> call() throws Exception {
    List<String> problems = List.of("P1", "P2", "P3", "P4");
    create(problems);
    RoomViewer viewer = new RoomViewer(server, path());
    Future<?> watching = threads.submit(viewer);
    for (String key : keys) {
      server.post(path() + "/ready", "{}", key);
    }
    await("active");
    if (arena) {
      playArena(problems);
    } else {
      playBlitz(problems);
    }
    await("ended");
    watching.get();
    return differences(viewer);
  }

  private void create(List<String> problems) throws InterruptedException {
    StringBuilder teams = new StringBuilder();
    for (int i = 0; i < TEAMS.size(); i++) {
      keys.add(register(i));
      teams
          .append(i == 0 ? "" : ",")
          .append(
              String.format(
                  "{\"id\":\"%s\",\"name\":\"team\",\"members\":[{\"username\":\"%s\","
                      + "\"judge_account\":\"%s\"}]}",
                  TEAMS.get(i), username(i), account(TEAMS.get(i))));
    }
    StringBuilder given = new StringBuilder();
    for (String problem : problems) {
      given.append(given.isEmpty() ? "" : ",").append("{\"problem_id\":\"" + problem + "\"}");
    }
    room =
        server
            .post(
                "/api/v1/rooms",
                "{\"format\":\""
                    + (arena ? "arena" : "blitz")
                    + "\",\"teams\":["
                    + teams
                    + "],\"problems\":["
                    + given
                    + "],\"limit_seconds\":600,\"grace_seconds\":0,\"forfeit_after_seconds\":0}",
                keys.get(0))
            .path("room_id")
            .asText();
  }

  /** A name that is taken was taken by this very request, whose answer was lost. */
  private String register(int member) throws InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try {
        String username = name + "-" + member + "-" + attempt;
        usernames.put(member, username);
        return server
            .post("/api/v1/register", "{\"username\":\"" + username + "\"}", "")
            .path("api_key")
            .asText();
      } catch (Contradiction taken) {
        if (attempt > 3) {
          throw taken;
        }
      }
    }
  }

  private final Map<Integer, String> usernames = new TreeMap<>();

  private String username(int member) {
    return usernames.get(member);
  }

  private String account(String team) {
    return name + "-" + TEAMS.indexOf(team);
  }

  private String path() {
    return "/api/v1/rooms/" + room;
  }

  private JsonNode await(String status) throws InterruptedException {
    for (int i = 0; i < 2_400; i++) {
      JsonNode state = server.get(path());
      if (state.path("status").asText().equals(status)) {
        return state;
      }
      Thread.sleep(50);
    }
    throw new Contradiction("room " + room + " does not get " + status);
  }

  /** All but the last problem in any order; the last one ends the room. */
  private void playArena(List<String> problems) throws InterruptedException {
    long start = Instant.parse(server.get(path()).path("start_time").asText()).toEpochMilli();
    List<Verdict> deliveries = new ArrayList<>();
    List<String> open = problems.subList(0, problems.size() - 1);
    for (int i = 0; i < 24; i++) {
      Verdict verdict =
          new Verdict(
              number++,
              TEAMS.get(random.nextInt(TEAMS.size())),
              open.get(random.nextInt(open.size())),
              start + random.nextInt(60),
              random.nextInt(4) > 0);
      deliveries.add(verdict);
      if (random.nextBoolean()) {
        deliveries.add(verdict);
      }
    }
    for (String problem : open) {
      deliveries.add(
          new Verdict(
              number++, TEAMS.get(random.nextInt(TEAMS.size())), problem, start + 60, true));
    }
    Collections.shuffle(deliveries, new Random(random.nextLong()));
    for (Verdict verdict : deliveries) {
      deliver(verdict);
      Thread.sleep(random.nextInt(40));
    }
    String last = problems.get(problems.size() - 1);
    deliver(new Verdict(number++, TEAMS.get(random.nextInt(TEAMS.size())), last, start + 61, true));
  }

  /** Each problem when it is revealed, and then once more, earlier, by the other team. */
  private void playBlitz(List<String> problems) throws InterruptedException {
    for (String problem : problems) {
      awaitCurrent(problem);
      Thread.sleep(5 + random.nextInt(200));
      long now = System.currentTimeMillis();
      boolean last = problem.equals(problems.get(problems.size() - 1));
      int first = random.nextInt(TEAMS.size());
      Verdict claim = new Verdict(number++, TEAMS.get(first), problem, now, true);
      Verdict earlier = new Verdict(number++, TEAMS.get(1 - first), problem, now - 1, true);
      deliver(claim);
      deliver(claim);
      if (!last && random.nextBoolean()) {
        deliver(earlier);
      }
    }
  }

  private void awaitCurrent(String problem) throws InterruptedException {
    for (int i = 0; i < 2_400; i++) {
      if (server.get(path()).path("current_problem").asText().equals(problem)) {
        return;
      }
      Thread.sleep(20);
    }
    throw new Contradiction("room " + room + " does not reveal " + problem);
  }

  private void deliver(Verdict verdict) throws InterruptedException {
    if (verdict.accepted()) {
      owners.merge(verdict.problem(), verdict, (one, other) -> other.beats(one) ? other : one);
    }
    server.post(
        "/api/v1/judge/verdicts",
        String.format(
            Locale.ROOT,
            "{\"verdicts\":[{\"submission_id\":%d,\"account\":\"%s\",\"problem_id\":\"%s\","
                + "\"submitted_at\":%d,\"verdict\":\"%s\"}]}",
            verdict.id(),
            account(verdict.team()),
            verdict.problem(),
            verdict.at(),
            verdict.accepted() ? "accepted" : "wrong"),
        JUDGE_TOKEN);
  }

  private List<String> differences(RoomViewer viewer) throws InterruptedException {
    Map<String, String> expected = new TreeMap<>();
    owners.forEach(
        (problem, verdict) -> expected.put(problem, verdict.team() + "@" + verdict.at()));
    Map<String, String> stored = new TreeMap<>();
    JsonNode state = server.get(path());
    state
        .path("locks")
        .properties()
        .forEach(
            lock ->
                stored.put(
                    lock.getKey(),
                    lock.getValue().path("claimed_by").asText()
                        + "@"
                        + lock.getValue().path("timestamp").asLong()));
    List<String> wrong = new ArrayList<>();
    if (!expected.equals(stored)) {
      wrong.add("room " + room + " ended with " + stored + " instead of " + expected);
    }
    if (!viewer.locks().equals(expected)) {
      wrong.add("room " + room + ": a viewer saw " + viewer.locks() + ", not " + expected);
    }
    if (!viewer.types().getOrDefault("room.end", 0).equals(1)
        || !viewer.types().getOrDefault("room.final", 0).equals(1)) {
      wrong.add("room " + room + " ended otherwise than once: " + viewer.types());
    }
    wrong.addAll(viewer.faults());
    return wrong;
  }
}
