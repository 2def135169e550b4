package io.lanista.http.route;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One request as a handler sees it: everything that was declared is present and within its bounds.
 * Values may be read from any thread; response headers are set before the handler's answer is
 * complete.
 */
public interface Call {
  /**
   * A parameter of the template, percent-decoded.
   *
   * @throws IllegalArgumentException if the template has none of that name
   */
  String path(String name);

  /** A declared text parameter of the query; empty if it was not sent. */
  Optional<String> text(String name);

  /** A declared integer parameter of the query; empty if it was not sent. */
  OptionalLong integer(String name);

  /** A declared boolean parameter of the query; false if it was not sent. */
  boolean flag(String name);

  /** The first value of a request header, whatever its case; at most 8 KiB by the header limit. */
  Optional<String> header(String name);

  /**
   * Whose call it is: the connected peer, or, if that is a trusted proxy, the right-most untrusted
   * address the proxies name.
   */
  InetAddress client();

  /** What the verifier made of the bearer token; empty on open routes and without a key. */
  <P> Optional<P> principal(Class<P> type);

  /** The bearer token, if one was sent: a secret, not to be logged or answered. */
  Optional<String> bearer();

  /** The id under which this call is logged; also sent as {@code X-Request-Id}. */
  String requestId();

  /** Adds a header to a successful answer, such as Location or Cache-Control. */
  void respondWith(String header, String value);

  /**
   * The principal of a route that demands one.
   *
   * @throws EngineException UNAUTHENTICATED if there is none of that type
   */
  default <P> P caller(Class<P> type) {
    return principal(type)
        .orElseThrow(
            () ->
                new EngineException(
                    ErrorCode.UNAUTHENTICATED, "Send a valid key: Authorization: Bearer <key>."));
  }
}
