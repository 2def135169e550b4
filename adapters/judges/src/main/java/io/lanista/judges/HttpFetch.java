package io.lanista.judges;

import io.lanista.ports.room.JudgeUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets bounded answers in bounded time. Thread-safe. */
final class HttpFetch {
  /** What came, whatever its status. */
  record Answer(int status, byte[] body) {}

  private static final int MOST_OF_A_REASON = 200;

  private final HttpClient client;
  private final Duration within;

  /**
   * Makes a fetch.
   *
   * @param within for a whole answer, at most 30 seconds
   */
  HttpFetch(Duration within) {
    this.within = within;
    client =
        HttpClient.newBuilder()
            .connectTimeout(within)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /**
   * Asks once.
   *
   * @param bound for the answer, in bytes
   */
  Answer get(URI address, int bound) throws JudgeUnavailableException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Accept", "application/json")
            .header("User-Agent", "lanista")
            .timeout(within)
            .build();
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(request, head -> new BoundedBody(bound));
    try {
      // The request's own timeout ends with the head; a slow body would go on for ever.
      HttpResponse<byte[]> response = coming.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body());
    } catch (TimeoutException slow) {
      coming.cancel(true);
      throw late(address, slow);
    } catch (InterruptedException stopping) {
      coming.cancel(true);
      Thread.currentThread().interrupt();
      throw new JudgeUnavailableException("The engine stops.", stopping);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof java.net.http.HttpTimeoutException) {
        throw late(address, failed);
      }
      throw new JudgeUnavailableException(
          place(address) + " cannot be asked: " + reason(failed.getCause()) + ".", failed);
    }
  }

  private JudgeUnavailableException late(URI address, Exception slow) {
    return new JudgeUnavailableException(
        place(address) + " gave no whole answer within " + within.toSeconds() + " s.", slow);
  }

  /** Where a request went, without what was asked. */
  static String place(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port + address.getPath();
  }

  private static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getMessage() == null && deepest.getCause() instanceof IOException) {
      deepest = deepest.getCause();
    }
    return shown(
        deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage());
  }

  /** Text from outside, fit for one line of a log. */
  static String shown(String text) {
    String line = text.strip().replaceAll("\\p{C}+", " ");
    return line.length() > MOST_OF_A_REASON ? line.substring(0, MOST_OF_A_REASON) + "..." : line;
  }
}
