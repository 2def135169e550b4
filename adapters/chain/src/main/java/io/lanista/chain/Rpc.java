package io.lanista.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lanista.ports.chain.ChainException;
import io.lanista.ports.chain.ChainException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.Service;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;

/**
 * JSON-RPC with one node. Thread-safe. Whatever goes wrong, also in what the node sends, is a
 * {@link ChainException} with a message for the operator.
 */
final class Rpc {
  private static final int MAX_MESSAGE = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RpcEndpoint endpoint;
  private final HttpExchange http;
  private final ContractErrors errors = new ContractErrors();
  private final Service service =
      new Service(false) {
        @Override
        protected InputStream performIO(String request) throws IOException {
          return new ByteArrayInputStream(exchange(request));
        }

        @Override
        public void close() {
          // There is nothing to close.
        }
      };

  Rpc(RpcEndpoint endpoint) {
    this.endpoint = endpoint;
    this.http = new HttpExchange(endpoint);
  }

  /** An answer, the node's own error included. */
  <R extends Response<?>> R exchange(String method, List<?> parameters, Class<R> type) {
    R response;
    try {
      response = new Request<>(method, parameters, service, type).send();
    } catch (IOException | RuntimeException failed) {
      if (failed instanceof ChainException known) {
        throw known;
      }
      throw senseless(method);
    }
    if (response == null) {
      throw senseless(method);
    }
    return response;
  }

  /**
   * What a method answers; empty if that is null.
   *
   * @throws ChainException also if the node answers an error
   */
  <T, R extends Response<T>> Optional<T> find(String method, List<?> parameters, Class<R> type) {
    R response = exchange(method, parameters, type);
    if (response.hasError()) {
      throw refused(method, response.getError());
    }
    return Optional.ofNullable(response.getResult());
  }

  /** What a method answers, which null would not be. */
  <T, R extends Response<T>> T ask(String method, List<?> parameters, Class<R> type) {
    return find(method, parameters, type).orElseThrow(() -> senseless(method));
  }

  /** What a node's error means. */
  ChainException refused(String method, Response.Error error) {
    String message = Optional.ofNullable(error.getMessage()).orElse("");
    Optional<String> revert =
        Optional.ofNullable(error.getData()).flatMap(errors::name).or(() -> errors.name(message));
    Kind kind = NodeErrors.kind(error.getCode(), message);
    if (kind == Kind.REVERTED) {
      return new ChainException(
          kind,
          revert
              .map(name -> "The contract refuses it: " + name + ".")
              .orElse("The contract refuses it without saying why."));
    }
    return new ChainException(
        kind,
        "The node at "
            + endpoint.host()
            + " refuses "
            + method
            + ": "
            + bounded(message)
            + " ("
            + error.getCode()
            + ").");
  }

  /** That an answer is none to the question. */
  ChainException senseless(String method) {
    return unreachable("sent an answer to " + method + " that makes no sense");
  }

  /** That the node is of no use now; the words follow its name. */
  ChainException unreachable(String why) {
    return http.unreachable(why);
  }

  private byte[] exchange(String request) {
    HttpExchange.Answer answer = http.post(request);
    if (answer.status() == 429) {
      throw new ChainException(
          Kind.RATE_LIMITED,
          "The node at " + endpoint.host() + " asks for fewer requests (HTTP 429).");
    }
    // Some nodes send their errors with a status of 400 or 500.
    if (answer.status() != 200 && !isRpc(answer.body())) {
      throw http.unreachable("answered HTTP " + answer.status());
    }
    return answer.body();
  }

  private static boolean isRpc(byte[] body) {
    try {
      JsonNode answer = JSON.readTree(body);
      return answer != null && answer.path("error").isObject();
    } catch (IOException notJson) {
      return false;
    }
  }

  private String bounded(String message) {
    String clean =
        endpoint
            .withoutSecrets(message)
            .replaceAll("https?://\\S*", "(an address)")
            .replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= MAX_MESSAGE ? clean : clean.substring(0, MAX_MESSAGE) + "...";
  }

  @Override
  public String toString() {
    return "Rpc[" + endpoint.host() + "]";
  }
}
