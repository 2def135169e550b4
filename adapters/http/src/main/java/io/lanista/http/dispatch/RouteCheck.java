package io.lanista.http.dispatch;

import io.lanista.http.json.JsonType;
import io.lanista.http.json.JsonTypes;
import io.lanista.http.route.Access;
import io.lanista.http.route.Body;
import io.lanista.http.route.Content;
import io.lanista.http.route.Download;
import io.lanista.http.route.QueryParam;
import io.lanista.http.route.Route;
import io.lanista.http.route.RouteFamily;
import io.lanista.http.route.Verb;
import io.lanista.http.sse.EventStream;
import io.lanista.http.ws.Channel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the families into a table, and says everything that is wrong with them at once. */
public final class RouteCheck {
  private final List<String> problems = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
  private final boolean keysVerified;

  private RouteCheck(boolean keysVerified) {
    this.keysVerified = keysVerified;
  }

  /**
   * @param keysVerified whether there is a verifier for API keys
   * @throws IllegalArgumentException with every problem, one a line
   */
  public static RouteTable compile(List<RouteFamily> families, boolean keysVerified) {
    var check = new RouteCheck(keysVerified);
    var prefixes = new HashSet<String>();
    for (var family : families) {
      if (!prefixes.add(family.prefix())) {
        check.problems.add("two families have the prefix '" + family.prefix() + "'");
      }
      var types = new JsonTypes(family.dialect().naming(), check.problems);
      family.routes().forEach(route -> check.add(route, family, types));
      family.channels().forEach(channel -> check.add(channel, family));
      family.streams().forEach(stream -> check.add(stream, family));
    }
    if (!check.problems.isEmpty()) {
      throw new IllegalArgumentException(
          "The routes cannot be served:\n- " + String.join("\n- ", check.problems));
    }
    return new RouteTable(families, check.endpoints.values());
  }

  private void add(Route<?, ?> route, RouteFamily family, JsonTypes types) {
    named(route.name(), route.access());
    if (route.status() < 200 || route.status() > 299 || route.status() == 204) {
      problems.add(route.name() + ": success is 200..299 with a body, not " + route.status());
    }
    if (route.verb() == Verb.GET && route.body().kind() != Body.Kind.NONE) {
      problems.add(route.name() + ": a GET has no body");
    }
    var queries = new HashSet<String>();
    route.query().stream()
        .map(QueryParam::name)
        .filter(query -> !queries.add(query))
        .forEach(query -> problems.add(route.name() + ": query parameter '" + query + "' twice"));
    JsonType body = route.body().kind() == Body.Kind.JSON ? types.of(route.body().type()) : null;
    JsonType answer =
        route.answer() == Content.class || route.answer() == Download.class
            ? null
            : types.of(route.answer());
    var endpoint = endpoint(route.name(), route.template(), family);
    if (endpoint != null && !endpoint.add(new BoundRoute(route, family.dialect(), body, answer))) {
      problems.add(route.name() + ": " + route.verb() + " " + route.template() + " is taken");
    }
  }

  private void add(Channel channel, RouteFamily family) {
    named(channel.name(), channel.access());
    var endpoint = endpoint(channel.name(), channel.template(), family);
    if (endpoint != null && !endpoint.add(channel)) {
      problems.add(channel.name() + ": GET " + channel.template() + " is taken");
    }
  }

  private void add(EventStream stream, RouteFamily family) {
    named(stream.name(), stream.access());
    var endpoint = endpoint(stream.name(), stream.template(), family);
    if (endpoint != null && !endpoint.add(stream)) {
      problems.add(stream.name() + ": GET " + stream.template() + " is taken");
    }
  }

  private void named(String name, Access access) {
    if (!names.add(name)) {
      problems.add("the name '" + name + "' is used twice");
    }
    if (!keysVerified && (access == Access.KEY || access == Access.KEY_OPTIONAL)) {
      problems.add(name + ": needs API keys, but there is no verifier for them");
    }
  }

  private Endpoint endpoint(String name, String template, RouteFamily family) {
    if (!template.startsWith(family.prefix() + "/")) {
      problems.add(name + ": " + template + " is not under the prefix " + family.prefix());
      return null;
    }
    var shape = template.replaceAll("\\{[^}]*}", "{}");
    try {
      var endpoint =
          endpoints.computeIfAbsent(shape, any -> new Endpoint(template, family.dialect()));
      if (!endpoint.template().equals(template)) {
        problems.add(
            name
                + ": "
                + template
                + " and "
                + endpoint.template()
                + " name parameters differently");
      }
      return endpoint;
    } catch (IllegalArgumentException e) {
      problems.add(name + ": " + template + ": " + e.getMessage());
      return null;
    }
  }
}
