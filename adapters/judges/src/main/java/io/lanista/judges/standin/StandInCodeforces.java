package io.lanista.judges.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers like the API of Codeforces, out of a script, on the loopback interface: for rehearsals
 * and tests. It knows nobody but those who were entered. Thread-safe.
 */
public final class StandInCodeforces implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_REQUESTS = 100_000;

  private final HttpServer server;
  private final ExecutorService threads;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Optional<Integer>> users = new HashMap<>();
  private final List<ObjectNode> submissions = new ArrayList<>();
  private final List<ObjectNode> problems = new ArrayList<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();
  private long lastId = 1_000_000;

  private StandInCodeforces(HttpServer server) {
    this.server = server;
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            8,
            work -> {
              Thread thread = new Thread(work, "stand-in-judge-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/api/", this::answer);
    server.start();
  }

  /** Starts one on a free port. */
  public static StandInCodeforces start() throws IOException {
    return new StandInCodeforces(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  /** What to give to {@code Codeforces.at} as its base. */
  public URI base() {
    return URI.create(
        "http://"
            + InetAddress.getLoopbackAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + "/api");
  }

  /** Enters an account. */
  public synchronized void user(String handle, Optional<Integer> rating) {
    users.put(handle.toLowerCase(Locale.ROOT), rating);
  }

  /** Adds a problem to the problemset; empty for one without a rating. */
  public synchronized void problem(
      int contest, String index, String name, Optional<Integer> rating) {
    ObjectNode problem = problemNode(contest, index, name);
    rating.ifPresent(value -> problem.put("rating", value.intValue()));
    problems.add(problem);
  }

  /**
   * Adds a submission by one account or a team, cut to the second as Codeforces does.
   *
   * @param verdict as Codeforces writes it; empty while it is tested
   * @return its id, higher than all before
   */
  public synchronized long submit(
      List<String> handles, int contest, String index, Instant at, Optional<String> verdict) {
    lastId += 7;
    insert(lastId, handles, contest, index, at, verdict);
    return lastId;
  }

  /** Adds a submission with an id of its own, which shows up among the others by that. */
  public synchronized void insert(
      long id,
      List<String> handles,
      int contest,
      String index,
      Instant at,
      Optional<String> verdict) {
    ObjectNode submission = JSON.createObjectNode();
    submission.put("id", id).put("contestId", contest);
    submission.put("creationTimeSeconds", at.getEpochSecond());
    submission.put("relativeTimeSeconds", Integer.MAX_VALUE);
    submission.set("problem", problemNode(contest, index, titleOf(contest, index)));
    ArrayNode members =
        submission.putObject("author").put("contestId", contest).putArray("members");
    handles.forEach(handle -> members.addObject().put("handle", handle));
    submission.put("programmingLanguage", "Java 21");
    verdict.ifPresent(word -> submission.put("verdict", word));
    submissions.add(submission);
    submissions.sort(
        (one, other) -> Long.compare(other.get("id").asLong(), one.get("id").asLong()));
  }

  /** Gives or changes the verdict of a submission. */
  public synchronized void judge(long id, String verdict) {
    submissions.stream()
        .filter(submission -> submission.get("id").asLong() == id)
        .forEach(submission -> submission.put("verdict", verdict));
  }

  /** Has the next requests fail, one for each of these. */
  public synchronized void fail(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** Has nothing fail any more. */
  public synchronized void recover() {
    faults.clear();
  }

  /** What was asked, as method and query, in order. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private String titleOf(int contest, String index) {
    return problems.stream()
        .filter(problem -> problem.get("contestId").asInt() == contest)
        .filter(problem -> problem.get("index").asText().equals(index))
        .map(problem -> problem.get("name").asText())
        .findFirst()
        .orElse("Problem " + contest + index);
  }

  private static ObjectNode problemNode(int contest, String index, String name) {
    ObjectNode problem = JSON.createObjectNode();
    problem.put("contestId", contest).put("index", index).put("name", name);
    problem.put("type", "PROGRAMMING").putArray("tags");
    return problem;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestURI().getPath().substring("/api/".length());
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      Optional<Fault> fault = next(method + "?" + exchange.getRequestURI().getRawQuery());
      Reply reply = reply(method, query);
      if (fault.isEmpty()) {
        send(exchange, reply.status(), reply.body());
      } else {
        fail(exchange, fault.get(), reply);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<Fault> next(String request) {
    if (requests.size() < MOST_REQUESTS) {
      requests.add(request);
    }
    return Optional.ofNullable(faults.poll());
  }

  private record Reply(int status, JsonNode envelope) {
    byte[] body() throws IOException {
      return JSON.writeValueAsBytes(envelope);
    }
  }

  private synchronized Reply reply(String method, Map<String, String> query) {
    return switch (method) {
      case "user.status" -> status(query);
      case "user.info" -> info(query);
      case "problemset.problems" -> {
        ObjectNode result = JSON.createObjectNode();
        result.putArray("problems").addAll(problems);
        result.putArray("problemStatistics");
        yield ok(result);
      }
      default -> failed(method + ": No such method");
    };
  }

  private Reply status(Map<String, String> query) {
    String handle = query.getOrDefault("handle", "");
    if (!users.containsKey(handle.toLowerCase(Locale.ROOT))) {
      return failed("handle: User with handle " + handle + " not found");
    }
    int from = Integer.parseInt(query.getOrDefault("from", "1"));
    int count = Integer.parseInt(query.getOrDefault("count", "1000000"));
    ArrayNode result = JSON.createArrayNode();
    submissions.stream()
        .filter(submission -> isBy(submission, handle))
        .skip(from - 1L)
        .limit(count)
        .forEach(submission -> result.add(submission.deepCopy()));
    return ok(result);
  }

  private static boolean isBy(JsonNode submission, String handle) {
    for (JsonNode member : submission.at("/author/members")) {
      if (member.get("handle").asText().equalsIgnoreCase(handle)) {
        return true;
      }
    }
    return false;
  }

  private Reply info(Map<String, String> query) {
    ArrayNode result = JSON.createArrayNode();
    for (String handle : query.getOrDefault("handles", "").split(";")) {
      Optional<Integer> rating = users.get(handle.toLowerCase(Locale.ROOT));
      if (rating == null) {
        return failed("handles: User with handle " + handle + " not found");
      }
      ObjectNode user = result.addObject().put("handle", handle);
      rating.ifPresent(value -> user.put("rating", value.intValue()));
    }
    return ok(result);
  }

  private static Reply ok(JsonNode result) {
    ObjectNode envelope = JSON.createObjectNode().put("status", "OK");
    envelope.set("result", result);
    return new Reply(200, envelope);
  }

  private static Reply failed(String comment) {
    return new Reply(400, JSON.createObjectNode().put("status", "FAILED").put("comment", comment));
  }

  private void fail(HttpExchange exchange, Fault fault, Reply right)
      throws IOException, InterruptedException {
    byte[] body = right.body();
    switch (fault) {
      case FAILED -> send(exchange, 400, failed("Internal error").body());
      case TOO_MANY -> send(exchange, 429, failed("Call limit exceeded").body());
      case OUT_OF_ORDER -> send(exchange, 503, bytes("<html><body>Temporarily unavailable"));
      case WEB_PAGE -> send(exchange, 200, bytes("<!DOCTYPE html><title>Codeforces</title>"));
      case ODD -> send(exchange, 200, bytes("{\"status\":\"OK\",\"result\":\"nothing\"}"));
      case GARBAGE -> send(exchange, 200, bytes("\u0000\u0001 not { json"));
      case CUT_OFF -> send(exchange, 200, Arrays.copyOf(body, body.length / 2));
      case BROKEN -> {
        exchange.sendResponseHeaders(200, body.length + 1_000L);
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
      }
      case SILENT -> closing.await(60, TimeUnit.SECONDS);
      case DEEP -> send(exchange, 200, bytes("[".repeat(100_000)));
      case ENDLESS -> {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        byte[] more = bytes(" ".repeat(1 << 16));
        while (closing.getCount() > 0) {
          out.write(more);
        }
      }
      case REORDERED -> {
        List<JsonNode> page = page(right);
        Collections.reverse(page);
        send(exchange, right.status(), with(right, page).body());
      }
      case DUPLICATED -> {
        List<JsonNode> page = page(right);
        for (int i = page.size() - 1; i > 0; i--) {
          page.set(i, page.get(i / 2));
        }
        send(exchange, right.status(), with(right, page).body());
      }
    }
  }

  private static List<JsonNode> page(Reply reply) {
    List<JsonNode> page = new ArrayList<>();
    reply.envelope().path("result").forEach(page::add);
    return page;
  }

  private static Reply with(Reply reply, List<JsonNode> page) {
    return reply.status() == 200 ? ok(JSON.createArrayNode().addAll(page)) : reply;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(
          parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
