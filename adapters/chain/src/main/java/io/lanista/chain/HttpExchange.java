package io.lanista.chain;

import io.lanista.ports.chain.ChainException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * One POST and its answer, bounded in time and size. Thread-safe. Failures are told in words of our
 * own, because those of the libraries may repeat the address.
 */
final class HttpExchange {
  /** What a node answers us is a few kilobytes at most. */
  static final int MAX_ANSWER_BYTES = 1 << 20;

  private final RpcEndpoint endpoint;
  private final HttpClient client;

  HttpExchange(RpcEndpoint endpoint) {
    this.endpoint = endpoint;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(endpoint.timeout())
            .build();
  }

  /** What the node answered, whatever the status. */
  record Answer(int status, byte[] body) {}

  /**
   * Sends a request and waits for all of the answer.
   *
   * @throws ChainException UNREACHABLE if there is none in time
   */
  Answer post(String body) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request(body), info -> new BoundedBody(MAX_ANSWER_BYTES));
    try {
      // The request's own timeout ends with the headers; this one bounds the body too.
      HttpResponse<byte[]> response =
          answer.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body());
    } catch (TimeoutException late) {
      throw unreachable("did not answer within " + endpoint.timeout().toMillis() + " ms");
    } catch (ExecutionException failed) {
      throw unreachable(why(failed.getCause()));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw unreachable("was not waited for: the engine stops");
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.url())
            .timeout(endpoint.timeout())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    String user = endpoint.url().getUserInfo();
    if (user != null) {
      String encoded = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
      request.header("Authorization", "Basic " + encoded);
    }
    return request.build();
  }

  ChainException unreachable(String why) {
    return new ChainException(
        ChainException.Kind.UNREACHABLE, "The node at " + endpoint.host() + " " + why + ".");
  }

  private String why(Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return "did not answer within " + endpoint.timeout().toMillis() + " ms";
    }
    if (cause instanceof BoundedBody.TooLong) {
      return "sent an answer of more than " + MAX_ANSWER_BYTES + " bytes";
    }
    if (cause instanceof ConnectException
        && cause.getCause() instanceof UnresolvedAddressException) {
      return "has no known address; check the host's name";
    }
    if (cause instanceof ConnectException) {
      return "refuses connections";
    }
    if (cause instanceof SSLException) {
      return "offers no TLS that is trusted here; check the certificate and the clock";
    }
    if (cause instanceof IOException) {
      return "broke the connection off before its answer was complete";
    }
    return "could not be asked (" + cause.getClass().getSimpleName() + ")";
  }
}
