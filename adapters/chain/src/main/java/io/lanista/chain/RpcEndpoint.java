package io.lanista.chain;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a node answers JSON-RPC. Of its address only {@link #host} may be shown, because providers
 * put their customers' keys into the rest.
 *
 * @param url http or https
 * @param timeout how long one request may take in all, more than zero
 */
public record RpcEndpoint(URI url, Duration timeout) {
  private static final Pattern PARTS = Pattern.compile("[^\\w.~%-]+");
  private static final int SHORTEST_SECRET = 6;

  public RpcEndpoint {
    Objects.requireNonNull(timeout);
    String scheme = url.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)
        || url.getHost() == null) {
      throw new IllegalArgumentException(
          "The address of a node's JSON-RPC begins with http:// or https:// and names a host.");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("A request needs some time; given: " + timeout);
    }
  }

  /** Host and port, as they may be shown. */
  public String host() {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  /** Takes out of a text what of the address is nobody's business, should the text repeat it. */
  String withoutSecrets(String text) {
    String cleaned = text;
    for (String secret : secrets()) {
      cleaned = cleaned.replace(secret, "...");
    }
    return cleaned;
  }

  private List<String> secrets() {
    return Stream.of(url.getRawUserInfo(), url.getRawPath(), url.getRawQuery(), url.getPath())
        .filter(Objects::nonNull)
        .flatMap(PARTS::splitAsStream)
        .filter(part -> part.length() >= SHORTEST_SECRET)
        .distinct()
        .toList();
  }

  /** The host only. */
  @Override
  public String toString() {
    return "RpcEndpoint[" + host() + "]";
  }
}
