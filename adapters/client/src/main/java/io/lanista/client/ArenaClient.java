package io.lanista.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An arena. Thread-safe; every method waits for the answer, tries again where a repeat is harmless
 * (see {@link ClientOptions}), and throws {@link ArenaException} when that does not help.
 */
public final class ArenaClient implements AutoCloseable {
  /** The largest recording the arena takes. */
  public static final int MAX_REPLAY_BYTES = 16 << 20;

  private static final Duration LONG_POLL = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final int THREADS = 4;

  private final URI base;
  private final ClientOptions options;
  private final ExecutorService threads;
  private final HttpClient http;
  private final Transport transport;

  private ArenaClient(URI base, ClientOptions options) {
    this.base = base;
    this.options = options;
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "lanista-client-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(options.requestTimeout())
            .executor(threads)
            .build();
    transport = new Transport(base, options, http);
  }

  /** A client of the arena at an address, such as {@code http://localhost:8080}. */
  public static ArenaClient connect(URI baseUrl) {
    return connect(baseUrl, ClientOptions.defaults());
  }

  /**
   * A client of the arena at an address. Connects when it is first used.
   *
   * @throws IllegalArgumentException if that is no http or https address
   */
  public static ArenaClient connect(URI baseUrl, ClientOptions options) {
    String scheme = String.valueOf(baseUrl.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.matches("https?") || baseUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "An arena's address is like http://localhost:8080; given: " + baseUrl);
    }
    String text = baseUrl.toString();
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    return new ArenaClient(URI.create(text), options);
  }

  /** Joins the queue. However often the request must be repeated, it joins once. */
  public QueueStatus join(JoinRequest request) {
    return join(request, UUID.randomUUID().toString());
  }

  /**
   * Joins the queue, or finds the entry that an earlier join with the same key made.
   *
   * @param idempotencyKey the caller's own name for this join, never used for another
   */
  public QueueStatus join(JoinRequest request, String idempotencyKey) {
    return call(
        Call.post("join the queue", "/queue/join", request).idempotencyKey(idempotencyKey),
        QueueStatus.class);
  }

  /** The place in the queue as it is now; asking keeps a waiting entry alive. */
  public QueueStatus status(String queueId) {
    return call(Call.get("ask for the place in the queue", queue(queueId)), QueueStatus.class);
  }

  /**
   * Waits until the entry waits no longer, or for so long; the answer may still be waiting then.
   */
  public QueueStatus await(String queueId, Duration most) {
    String purpose = "wait for an opponent";
    long end = System.nanoTime() + most.toNanos();
    while (true) {
      Duration left = left(end);
      long wait = Math.min(LONG_POLL.toSeconds(), left.toSeconds());
      long asked = System.nanoTime();
      Call call =
          Call.get(purpose, queue(queueId) + "?wait=" + wait).extraTime(Duration.ofSeconds(wait));
      QueueStatus status = read(call, transport.call(call, left), QueueStatus.class);
      if (!status.isWaiting() || left(end).isZero()) {
        return status;
      }
      // An arena that cannot wait answers at once; it is asked every 2 s, then.
      Duration took = Duration.ofNanos(System.nanoTime() - asked);
      if (took.compareTo(POLL) < 0) {
        Backoff.sleep(purpose, shorter(POLL.minus(took), left(end)));
      }
    }
  }

  /** Leaves the queue; false if the entry did not wait any more. */
  public boolean leave(String queueId) {
    return transport
        .call(Call.delete("leave the queue", queue(queueId)))
        .path("success")
        .asBoolean();
  }

  /**
   * Where an agent that only knows its queue id stands: its place and, once it has one, its match.
   */
  public Resumed resume(String queueId) {
    QueueStatus status = status(queueId);
    return new Resumed(status, status.matchId().map(this::match));
  }

  /** A match. */
  public MatchView match(String matchId) {
    return call(Call.get("ask for the match", match(matchId, "")), MatchView.class);
  }

  /** Recent matches, the latest first. */
  public Listing<MatchView> matches(Optional<String> cursor) {
    return listing("list the matches", "/matches" + query(cursor), "matches", MatchView.class);
  }

  /**
   * Waits until the match is neither playing nor disputed, or for so long; the answer may still be
   * either then.
   */
  public MatchView awaitResult(String matchId, Duration most) {
    String purpose = "wait for the match's result";
    long end = System.nanoTime() + most.toNanos();
    Duration pause = options.firstPause();
    while (true) {
      Call call = Call.get(purpose, match(matchId, ""));
      MatchView match = read(call, transport.call(call, left(end)), MatchView.class);
      if (!(match.isPlaying() || match.isDisputed()) || left(end).isZero()) {
        return match;
      }
      Backoff.sleep(purpose, shorter(pause, left(end)));
      pause = shorter(pause.multipliedBy(2), POLL);
    }
  }

  /** Reports how the match ended. The same report again changes nothing. */
  public void report(String matchId, String queueId, Report report) {
    transport.call(
        Call.post("report the result", match(matchId, "/result"), new Reported(queueId, report)));
  }

  /**
   * Uploads a recording, which decides a disputed match.
   *
   * @throws ArenaException also if the file cannot be read or is larger than the arena takes
   */
  public void uploadReplay(String matchId, String queueId, Path file) {
    String purpose = "upload the replay";
    byte[] bytes;
    try {
      if (Files.size(file) > MAX_REPLAY_BYTES) {
        throw ArenaException.unanswered(
            purpose, file + " is larger than " + MAX_REPLAY_BYTES + " bytes", null);
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw ArenaException.unanswered(
          purpose, "cannot read " + unreadable.getMessage(), unreadable);
    }
    String path = match(matchId, "/replay") + "?queue_id=" + Call.escape(queueId);
    transport.call(Call.put(purpose, path, bytes));
  }

  /** The EIP-712 document of a completed match's result, for a wallet to sign. */
  public Map<String, Object> typedData(String matchId) {
    Call call = Call.get("ask for the result to sign", match(matchId, "/typed-data"));
    try {
      return Wire.map(transport.call(call));
    } catch (JsonProcessingException | IllegalArgumentException wrong) {
      throw unexpected(call, wrong);
    }
  }

  /** Hands in a signature: 65 bytes in hexadecimal, with or without {@code 0x}. */
  public Signatures sign(String matchId, String address, String signature) {
    return call(
        Call.post(
            "hand in the signature",
            match(matchId, "/signature"),
            Map.of("address", address, "signature", signature)),
        Signatures.class);
  }

  /** The signatures received so far. */
  public Signatures signatures(String matchId) {
    return call(
        Call.get("ask for the signatures", match(matchId, "/signatures")), Signatures.class);
  }

  /** The wager calls. */
  public Wagers wagers() {
    return new Wagers(transport);
  }

  /** Registers a player. The key in the answer is shown this once. */
  public Registration register(String username) {
    return call(
        Call.post("register", "/api/v1/register", Map.of("username", username))
            .retry(Call.Retry.IF_UNTOUCHED),
        Registration.class);
  }

  /** Players by rating, the best first. */
  public Listing<Standing> leaderboard(Optional<String> cursor) {
    return listing(
        "ask for the leaderboard",
        "/api/v1/leaderboard" + query(cursor),
        "players",
        Standing.class);
  }

  /** Shows the match live by ordinary requests. */
  public LiveStream stream(String matchId, String queueId) {
    return new PostStream(transport, matchId, queueId);
  }

  /** Shows the match live over one WebSocket, for continuous upload. */
  public LiveStream webSocketStream(String matchId, String queueId) {
    String path = "/ws/stream/" + Call.escape(matchId) + "?queue_id=" + Call.escape(queueId);
    return FrameStream.open(http, webSocket(path), matchId, options.requestTimeout());
  }

  /** Watches a match live. */
  public MatchViewer watch(String matchId, MatchViewer.Listener listener) {
    return MatchViewer.open(
        http, webSocket("/ws/match/" + Call.escape(matchId)), listener, options.requestTimeout());
  }

  /** Ends the client's threads; calls under way fail. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private <T> T call(Call call, Class<T> type) {
    return read(call, transport.call(call), type);
  }

  private static <T> T read(Call call, JsonNode answer, Class<T> type) {
    try {
      return Wire.read(answer, type);
    } catch (JsonProcessingException wrong) {
      throw unexpected(call, wrong);
    }
  }

  private <T> Listing<T> listing(String purpose, String path, String name, Class<T> type) {
    Call call = Call.get(purpose, path);
    try {
      return Wire.listing(transport.call(call), name, type);
    } catch (JsonProcessingException wrong) {
      throw unexpected(call, wrong);
    }
  }

  private static ArenaException unexpected(Call call, Exception wrong) {
    String reason =
        wrong instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : wrong.getMessage();
    return ArenaException.unanswered(
        call.purpose(), "the answer is not of the form it should be: " + reason, wrong);
  }

  private URI webSocket(String path) {
    return URI.create(base.toString().replaceFirst("(?i)^http", "ws") + path);
  }

  private static String queue(String queueId) {
    return "/queue/" + Call.escape(queueId);
  }

  private static String match(String matchId, String rest) {
    return "/matches/" + Call.escape(matchId) + rest;
  }

  private static String query(Optional<String> cursor) {
    return cursor.map(at -> "?cursor=" + Call.escape(at)).orElse("");
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * Where an agent stands.
   *
   * @param match present once there is one
   */
  public record Resumed(QueueStatus place, Optional<MatchView> match) {}

  private record Reported(
      String queueId,
      String outcome,
      Optional<Double> durationSeconds,
      Optional<Integer> stocksRemaining,
      Optional<Integer> opponentStocks) {
    Reported(String queueId, Report report) {
      this(
          queueId,
          report.outcome(),
          report.durationSeconds(),
          report.stocksRemaining(),
          report.opponentStocks());
    }
  }
}
