package io.lanista.http.dispatch;

import io.lanista.http.dialect.Dialect;
import io.lanista.http.route.Verb;
import io.lanista.http.ws.Channel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;

/** Everything that is served under one template. Filled at start-up, then only read. */
final class Endpoint {
  private final String template;
  private final Dialect dialect;
  private final UriTemplatePathSpec spec;
  private final Map<Verb, BoundRoute> routes = new EnumMap<>(Verb.class);
  private Channel channel;

  Endpoint(String template, Dialect dialect) {
    this.template = template;
    this.dialect = dialect;
    this.spec = new UriTemplatePathSpec(template);
  }

  String template() {
    return template;
  }

  Dialect dialect() {
    return dialect;
  }

  UriTemplatePathSpec spec() {
    return spec;
  }

  boolean isLiteral() {
    return spec.getVariableCount() == 0;
  }

  /** False if the verb is already taken. */
  boolean add(BoundRoute route) {
    return routes.putIfAbsent(route.route().verb(), route) == null
        && !(channel != null && route.route().verb() == Verb.GET);
  }

  /** False if something already answers GET here. */
  boolean add(Channel added) {
    var free = channel == null && !routes.containsKey(Verb.GET);
    channel = added;
    return free;
  }

  Optional<Channel> channel() {
    return Optional.ofNullable(channel);
  }

  /** The route for a method; HEAD is served by GET. */
  Optional<BoundRoute> route(String method) {
    var name = method.equals("HEAD") ? "GET" : method;
    return routes.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The value of an Allow header. */
  String allow() {
    var verbs = routes.keySet().stream().map(Verb::name);
    var get =
        channel != null && !routes.containsKey(Verb.GET) ? Stream.of("GET") : Stream.<String>of();
    var head = routes.containsKey(Verb.GET) ? Stream.of("HEAD", "OPTIONS") : Stream.of("OPTIONS");
    return Stream.of(verbs, get, head).flatMap(s -> s).collect(Collectors.joining(", "));
  }
}
