package io.lanista.http.dispatch;

import io.lanista.http.dialect.Dialect;
import io.lanista.http.route.Call;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One request on its way to one answer. Steps follow one another, each seeing what the one before
 * wrote; only {@link #claim} may be raced.
 */
final class Exchange implements Call {
  final Request request;
  final Response response;
  final Callback callback;
  final long began = System.nanoTime();
  private final InetAddress client;
  private final String id;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final List<HttpField> extra = new ArrayList<>();

  /** The template, for metrics; a path nobody serves must not make a label of its own. */
  String template = "unknown";

  Dialect dialect;
  Map<String, String> parameters = Map.of();
  Map<String, Object> query = Map.of();
  Object principal;

  /** The body, where the route wants it as a file. */
  Optional<ReceivedFile> received = Optional.empty();

  Exchange(Request request, Response response, Callback callback, InetAddress client, String id) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.client = client;
    this.id = id;
  }

  /** True for the first caller, who alone may write the answer; what was received is over then. */
  boolean claim() {
    boolean first = answered.compareAndSet(false, true);
    if (first) {
      received.ifPresent(ReceivedFile::delete);
    }
    return first;
  }

  boolean isAnswered() {
    return answered.get();
  }

  List<HttpField> extra() {
    return extra;
  }

  @Override
  public String path(String name) {
    var value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(template + " has no parameter " + name);
    }
    return value;
  }

  @Override
  public Optional<String> text(String name) {
    return Optional.ofNullable((String) query.get(name));
  }

  @Override
  public OptionalLong integer(String name) {
    var value = (Long) query.get(name);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  @Override
  public boolean flag(String name) {
    return Boolean.TRUE.equals(query.get(name));
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  @Override
  public InetAddress client() {
    return client;
  }

  @Override
  public <P> Optional<P> principal(Class<P> type) {
    return Optional.ofNullable(principal).filter(type::isInstance).map(type::cast);
  }

  @Override
  public Optional<String> bearer() {
    return Authentication.token(request);
  }

  @Override
  public String requestId() {
    return id;
  }

  @Override
  public void respondWith(String header, String value) {
    extra.add(new HttpField(header, value));
  }
}
