package io.lanista.http.dispatch;

import io.lanista.http.dialect.Dialect;
import io.lanista.http.route.Verb;
import io.lanista.http.sse.EventStream;
import io.lanista.http.ws.Channel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;

/** Everything that is served under one template. Filled at start-up, then only read. */
final class Endpoint {
  private final String template;
  private final Dialect dialect;
  private final List<String> parameters;
  private final Map<Verb, BoundRoute> routes = new EnumMap<>(Verb.class);
  private Channel channel;
  private EventStream stream;

  Endpoint(String template, Dialect dialect) {
    this.template = template;
    this.dialect = dialect;
    this.parameters = List.of(new UriTemplatePathSpec(template).getVariables());
  }

  String template() {
    return template;
  }

  Dialect dialect() {
    return dialect;
  }

  /** The names of the template's parameters, in its order. */
  List<String> parameters() {
    return parameters;
  }

  boolean isLiteral() {
    return parameters.isEmpty();
  }

  /** False if the verb is already taken. */
  boolean add(BoundRoute route) {
    return routes.putIfAbsent(route.route().verb(), route) == null
        && !((channel != null || stream != null) && route.route().verb() == Verb.GET);
  }

  /** False if something already answers GET here. */
  boolean add(Channel added) {
    var free = isFreeForGet();
    channel = added;
    return free;
  }

  /** False if something already answers GET here. */
  boolean add(EventStream added) {
    var free = isFreeForGet();
    stream = added;
    return free;
  }

  private boolean isFreeForGet() {
    return channel == null && stream == null && !routes.containsKey(Verb.GET);
  }

  Optional<Channel> channel() {
    return Optional.ofNullable(channel);
  }

  Optional<EventStream> stream() {
    return Optional.ofNullable(stream);
  }

  /** The route for a method; HEAD is served by GET. */
  Optional<BoundRoute> route(String method) {
    var name = method.equals("HEAD") ? "GET" : method;
    for (var route : routes.values()) {
      if (route.route().verb().name().equals(name)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  /** The value of an Allow header. */
  String allow() {
    var verbs = routes.keySet().stream().map(Verb::name);
    var get =
        (channel != null || stream != null) && !routes.containsKey(Verb.GET)
            ? Stream.of("GET")
            : Stream.<String>of();
    var head = routes.containsKey(Verb.GET) ? Stream.of("HEAD", "OPTIONS") : Stream.of("OPTIONS");
    return Stream.of(verbs, get, head).flatMap(s -> s).collect(Collectors.joining(", "));
  }
}
