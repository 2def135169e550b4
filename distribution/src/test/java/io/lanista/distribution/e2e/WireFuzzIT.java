package io.lanista.distribution.e2e;

import static io.lanista.ports.fuzz.FuzzRun.require;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.sun.management.UnixOperatingSystemMXBean;
import io.lanista.distribution.e2e.RunningServer.Paired;
import io.lanista.ports.fuzz.ByteMutation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * The whole server over real connections: {@code -Dlanista.fuzz.wire=N} sends N inputs, of which
 * one in twenty is a malformed HTTP message and one in forty a WebSocket; {@code lanista.fuzz.seed}
 * others. No answer is one the API's document does not name, none takes long, and afterwards the
 * server holds what it held before.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class WireFuzzIT {
  private static final long INPUTS = Long.getLong("lanista.fuzz.wire", 8_000);
  private static final long SEED = Long.getLong("lanista.fuzz.seed", 20_260_301L);
  private static final int CLIENTS = 4;
  private static final int DEPTH = 16;
  private static final int ROUNDS_OF_A_PAIR = 20;
  private static final ByteMutation HTTP =
      ByteMutation.with(
          "\r\n",
          "\r\n\r\n",
          "\n",
          "\r",
          ": ",
          " ",
          "Content-Length: ",
          "Content-Length: 5\r\n",
          "Transfer-Encoding: chunked\r\n",
          "HTTP/1.1",
          "HTTP/1.0",
          "HTTP/2.0",
          "0\r\n\r\n",
          "ffffffffffffffff\r\n",
          "-1",
          "+5",
          "Host: a\r\n",
          "\u0000",
          "\u000b",
          "GET ",
          "Expect: 100-continue\r\n");
  private static final Pattern TRACE =
      Pattern.compile("\\tat |Exception|\\bjava\\.|org\\.eclipse|io\\.lanista|SQLITE");

  @TempDir static Path data;

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final LongAdder logged = new LongAdder();
  private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();

  @Test
  void noInputIsOurFaultAndNothingIsLeftOfIt() throws Exception {
    try (RunningServer server =
        RunningServer.start(
            data,
            Map.of(
                "server.requests-per-second-per-client", "0",
                "registration.per-address-per-hour", "0"))) {
      countLogLines();
      RequestForge forge = new RequestForge(server.get("/openapi.json").body());
      run(server, forge, 0, INPUTS / 4);
      Footprint before = Footprint.now(server);
      long began = System.nanoTime();
      run(server, forge, INPUTS / 4, INPUTS);
      double rate = INPUTS * .75 / ((System.nanoTime() - began) / 1e9);
      Footprint after = Footprint.now(server);
      System.out.printf(
          "fuzz wire: %d inputs of seed %d, %.0f/s, %d log lines%n  %s%n  %s%n  %s%n",
          INPUTS, SEED, rate, logged.sum(), new TreeMap<>(counts), before, after);
      assertThat(errors).isEmpty();
      assertThat(logged.sum()).isLessThan(100 + INPUTS / 100);
      after.isNoLargerThan(before);
      Paired paired = lonely(server);
      server.complete(paired);
      assertThat(server.get(paired.path()).at("/status")).isEqualTo("completed");
    }
  }

  private void run(RunningServer server, RequestForge forge, long from, long to) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        long first = from + (to - from) * i / CLIENTS;
        long end = from + (to - from) * (i + 1) / CLIENTS;
        Callable<Void> client = () -> client(server, forge, first, end);
        all.add(clients.submit(client));
      }
      for (Future<Void> client : all) {
        client.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private Void client(RunningServer server, RequestForge forge, long from, long to)
      throws Exception {
    RequestForge.Ids ids = null;
    int rounds = 0;
    PipelinedConnection connection = new PipelinedConnection(server.address());
    try {
      for (long number = from; number < to; number += DEPTH) {
        if (rounds++ % ROUNDS_OF_A_PAIR == 0) {
          ids = ids(server);
        }
        SplittableRandom random = new SplittableRandom(SEED * 0x9E3779B97F4A7C15L + number);
        List<RequestForge.Forged> batch = new ArrayList<>();
        for (int i = 0; i < DEPTH; i++) {
          batch.add(forge.forge(random, ids));
          if (random.nextInt(20) == 0) {
            malformed(server, batch.get(batch.size() - 1), random, number);
          }
          if (random.nextInt(40) == 0) {
            frames(server, ids, random, number);
          }
        }
        int done = 0;
        while (done < batch.size()) {
          done += exchange(server, connection, batch.subList(done, batch.size()), number);
          if (connection.isOver()) {
            connection.close();
            connection = new PipelinedConnection(server.address());
          }
        }
      }
    } finally {
      connection.close();
    }
    return null;
  }

  /** Sends all, then reads all; says after how many the server closed the connection, if it did. */
  private int exchange(
      RunningServer server,
      PipelinedConnection connection,
      List<RequestForge.Forged> batch,
      long number)
      throws IOException {
    for (RequestForge.Forged forged : batch) {
      connection.send(forged.bytes());
    }
    int read = 0;
    while (read < batch.size() && !connection.isOver()) {
      RequestForge.Forged forged = batch.get(read++);
      Optional<PipelinedConnection.Answer> answer = next(server, connection, forged, number);
      if (answer.isPresent()) {
        check(answer.get(), forged, number);
      } else {
        count("cut off");
      }
    }
    return read;
  }

  /** The next answer; it may be late only if the server answers nobody else meanwhile. */
  private Optional<PipelinedConnection.Answer> next(
      RunningServer server, PipelinedConnection connection, RequestForge.Forged forged, long number)
      throws IOException {
    try {
      return connection.next();
    } catch (SocketTimeoutException late) {
      if (answersOthers(server)) {
        throw new AssertionError(
            named(number, forged.bytes(), "no answer in time, though others are answered")
                + "\n"
                + ServerState.of(server),
            late);
      }
      count("stood still");
    }
    try {
      return connection.next();
    } catch (SocketTimeoutException never) {
      throw new AssertionError(
          named(number, forged.bytes(), "no answer, nor for others")
              + "\n"
              + ServerState.of(server),
          never);
    }
  }

  private static boolean answersOthers(RunningServer server) throws IOException {
    try (PipelinedConnection other = new PipelinedConnection(server.address())) {
      other.send(
          "GET /health/live HTTP/1.1\r\nHost: fuzz\r\n\r\n"
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return other.next().isPresent();
    } catch (SocketTimeoutException neither) {
      return false;
    }
  }

  private void check(PipelinedConnection.Answer answer, RequestForge.Forged forged, long number) {
    count(Integer.toString(answer.status()));
    boolean expected =
        forged.statuses().isEmpty()
            ? answer.status() < 500 || answer.status() == 503
            : forged.statuses().contains(answer.status()) || answer.status() < 300;
    if (!expected) {
      found(number, forged.bytes(), forged.operation() + " answers " + answer.status(), answer);
    }
    if (answer.status() >= 400 && TRACE.matcher(answer.text()).find()) {
      found(number, forged.bytes(), "an answer from the inside", answer);
    }
    if (answer.status() >= 400 && !answer.head().contains("json")) {
      found(number, forged.bytes(), "a refusal that is no JSON", answer);
    }
  }

  /** A whole message with changes anywhere, on a connection of its own that ends after it. */
  private void malformed(
      RunningServer server, RequestForge.Forged forged, SplittableRandom random, long number)
      throws IOException {
    byte[] bytes = HTTP.of(forged.bytes(), random);
    try (PipelinedConnection connection = new PipelinedConnection(server.address())) {
      connection.send(bytes);
      connection.finish();
      Optional<PipelinedConnection.Answer> answer;
      // One message may have become two.
      while ((answer = connection.next()).isPresent()) {
        int status = answer.get().status();
        count("malformed " + status);
        if (status >= 500 && status != 503 && status != 505) {
          found(number, bytes, "malformed, answered " + status, answer.get());
        }
        if (status >= 400 && TRACE.matcher(answer.get().text()).find()) {
          found(number, bytes, "an answer from the inside", answer.get());
        }
        if (status < 200) {
          return;
        }
      }
    } catch (IOException late) {
      found(number, bytes, "malformed, no answer in time: " + late, null);
    }
  }

  private void frames(
      RunningServer server, RequestForge.Ids ids, SplittableRandom random, long number)
      throws IOException {
    String match = ids.matches().get(random.nextInt(ids.matches().size()));
    String queue = ids.queues().get(random.nextInt(ids.queues().size()));
    String path =
        random.nextInt(3) == 0
            ? "/ws/match/" + match
            : "/ws/stream/" + match + "?queue_id=" + queue;
    byte[] frames = FrameForge.frames(random);
    try (PipelinedConnection connection = new PipelinedConnection(server.address())) {
      connection.send(
          ("GET "
                  + path
                  + " HTTP/1.1\r\n"
                  + "Host: fuzz\r\n"
                  + "Upgrade: websocket\r\n"
                  + "Connection: Upgrade\r\n"
                  + "Sec-WebSocket-Version: 13\r\n"
                  + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      int status = connection.next().map(PipelinedConnection.Answer::status).orElse(0);
      if (status != 101) {
        found(number, frames, "a handshake answered " + status, null);
        return;
      }
      connection.send(frames);
      connection.finish();
      int code = closeCode(connection);
      count("socket " + code);
      if (code == 1011) {
        found(number, frames, "a socket closed with 1011", null);
      }
    } catch (IOException late) {
      found(number, frames, "a socket that is not closed: " + late, null);
    }
  }

  /** What the server closed with; 0 if it just ended. */
  private static int closeCode(PipelinedConnection connection) throws IOException {
    while (true) {
      byte[] head = readOrNothing(connection, 2);
      if (head.length < 2) {
        return 0;
      }
      int length = head[1] & 0x7F;
      if (length == 126) {
        byte[] more = connection.read(2);
        length = (more[0] & 0xFF) << 8 | more[1] & 0xFF;
      }
      byte[] payload = readOrNothing(connection, length);
      if ((head[0] & 0x0F) == 8) {
        return payload.length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
      }
    }
  }

  private static byte[] readOrNothing(PipelinedConnection connection, int length)
      throws IOException {
    try {
      return connection.read(length);
    } catch (java.net.SocketException reset) {
      return new byte[0];
    }
  }

  /** One match that is on, one that is disputed, one that is over, and somebody who waits. */
  private static synchronized RequestForge.Ids ids(RunningServer server) throws Exception {
    Paired on = lonely(server);
    Paired disputed = lonely(server);
    server.dispute(disputed);
    Paired over = lonely(server);
    server.complete(over);
    String waits = server.join(RunningServer.code()).at("/queue_id");
    return new RequestForge.Ids(
        List.of(on.queue1(), on.queue2(), on.queue1(), disputed.queue1(), over.queue1(), waits),
        List.of(on.match(), on.match(), disputed.match(), over.match()));
  }

  /** Two agents who met each other: whoever waits already is paired with somebody else first. */
  private static Paired lonely(RunningServer server) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      RunningServer.Answer first = server.join(RunningServer.code());
      if (first.at("/status").equals("matched")) {
        continue;
      }
      RunningServer.Answer second = server.join(RunningServer.code());
      String match = second.at("/match_id");
      String polled = server.get("/queue/" + first.at("/queue_id")).at("/match_id");
      if (second.at("/status").equals("matched") && polled.equals(match)) {
        return new Paired(
            match, first.at("/queue_id"), second.at("/queue_id"), "", "", "/matches/" + match);
      }
    }
    throw new AssertionError("two agents do not meet within a minute");
  }

  private void found(long number, byte[] bytes, String what, PipelinedConnection.Answer answer) {
    count("FOUND");
    if (errors.size() < 20) {
      String said = answer == null ? "" : "\n" + answer.head() + answer.text();
      errors.add(named(number, bytes, what) + said);
    }
  }

  private static String named(long number, byte[] bytes, String what) {
    byte[] shown = bytes.length > 4_096 ? java.util.Arrays.copyOf(bytes, 4_096) : bytes;
    return "seed "
        + SEED
        + ", batch "
        + number
        + ": "
        + what
        + "\n"
        + HexFormat.of().formatHex(shown);
  }

  private void count(String what) {
    counts.computeIfAbsent(what, any -> new LongAdder()).increment();
  }

  private void countLogLines() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            logged.increment();
            if (event.getLevel().isGreaterOrEqual(Level.ERROR) && errors.size() < 20) {
              errors.add("logged: " + event.getFormattedMessage());
            }
          }
        };
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
  }

  /** What the process holds. */
  private record Footprint(long heap, int threads, long files, long inFolder) {
    static Footprint now(RunningServer server) throws Exception {
      // Connections that were just closed by us take the server a moment to notice.
      RunningServer.await(
          "every socket is closed",
          () -> server.get("/metrics").text().contains("http_server_sockets 0.0"));
      System.gc();
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      long files =
          ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
              ? unix.getOpenFileDescriptorCount()
              : 0;
      try (Stream<Path> all = Files.walk(data)) {
        return new Footprint(
            runtime.totalMemory() - runtime.freeMemory(),
            Thread.activeCount(),
            files,
            all.filter(Files::isRegularFile).count());
      }
    }

    void isNoLargerThan(Footprint before) {
      // Matches that are on are held in memory; beyond them nothing may remain of an input.
      long most = before.heap() + (24L << 20) + 600 * INPUTS / 16;
      require(heap < most, "the heap grew from " + before.heap() + " to " + heap);
      require(threads <= before.threads() + 24, "threads: " + before + ", then " + this);
      require(files <= before.files() + 40, "open files: " + before + ", then " + this);
      require(inFolder <= before.inFolder() + 4, "files left: " + before + ", then " + this);
    }
  }
}
