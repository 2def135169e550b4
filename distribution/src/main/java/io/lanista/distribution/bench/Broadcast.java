package io.lanista.distribution.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** One server that shows a match, with its viewers and its uploader. */
final class Broadcast implements AutoCloseable {
  /** What a game makes, unless it is said otherwise. */
  static final int USUAL_RATE = 120;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ServedProcess server;
  private final LiveFrames frames;
  private final Viewers viewers;
  private final int count;
  private final URI upload;
  private final Function<List<Integer>, String> form;

  /**
   * What came of a round.
   *
   * @param perCpuSecond messages delivered for each second that the server had a core
   * @param delivered the share of what should have been
   */
  record Outcome(double perCpuSecond, double delivered, Latencies latencies) {}

  /**
   * A broadcast.
   *
   * @param form what is uploaded, made from the numbers of frames
   */
  Broadcast(
      ServedProcess server,
      String watched,
      int count,
      URI upload,
      Function<List<Integer>, String> form)
      throws IOException {
    this.server = server;
    this.count = count;
    this.upload = upload;
    this.form = form;
    frames = new LiveFrames();
    viewers = Viewers.open(server.address(), watched, count, frames);
  }

  int viewers() {
    return count;
  }

  /** Uploads for so long, so many frames at once. */
  Outcome run(int together, Duration length) throws IOException, InterruptedException {
    return run(together, USUAL_RATE, length);
  }

  /** The same with so many frames a second. */
  Outcome run(int together, int rate, Duration length) throws IOException, InterruptedException {
    Duration before = server.cpu();
    viewers.take();
    int made = upload(together, rate, length);
    Latencies seen = awaitAll((long) made * count);
    double cpu = server.cpu().minus(before).toNanos() / 1e9;
    return new Outcome(
        cpu == 0 ? 0 : seen.count() / cpu, seen.count() / ((double) made * count), seen);
  }

  private int upload(int together, int rate, Duration length)
      throws IOException, InterruptedException {
    int uploads = Math.max(1, (int) (length.toNanos() * rate / 1_000_000_000 / together));
    long began = System.nanoTime();
    List<Integer> numbers = new ArrayList<>(together);
    for (int i = 0; i < uploads * together; i++) {
      long due = began + i * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      numbers.add(frames.make(due));
      if (numbers.size() == together) {
        post(http, upload, form.apply(numbers));
        numbers.clear();
      }
    }
    return uploads * together;
  }

  private Latencies awaitAll(long expected) throws IOException {
    Latencies seen = viewers.take();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (seen.count() < expected && System.nanoTime() < end) {
      LockSupport.parkNanos(2_000_000);
      seen.add(viewers.take());
    }
    return seen;
  }

  /** The answer to a POST of JSON. */
  static String post(HttpClient http, URI to, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(to + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() throws IOException {
    viewers.close();
  }
}
