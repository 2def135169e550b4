package io.lanista.http.dispatch;

import io.lanista.http.dialect.Dialect;
import io.lanista.http.dialect.NativeDialect;
import io.lanista.http.route.RouteFamily;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.pathmap.PathMappings;

/** Finds what serves a path. Immutable once built, so thread-safe. */
public final class RouteTable {
  /** What serves a path, and the raw values of its parameters. */
  record Match(Endpoint endpoint, Map<String, String> parameters) {}

  private final Map<String, Endpoint> literal = new HashMap<>();
  private final PathMappings<Endpoint> templates = new PathMappings<>();
  private final List<RouteFamily> longestPrefixFirst;

  RouteTable(List<RouteFamily> families, Iterable<Endpoint> endpoints) {
    longestPrefixFirst =
        families.stream()
            .sorted(Comparator.comparingInt((RouteFamily f) -> -f.prefix().length()))
            .toList();
    for (var endpoint : endpoints) {
      if (endpoint.isLiteral()) {
        literal.put(endpoint.template(), endpoint);
      } else {
        templates.put(endpoint.spec(), endpoint);
      }
    }
  }

  Optional<Match> find(String path) {
    var exact = literal.get(path);
    if (exact != null) {
      return Optional.of(new Match(exact, Map.of()));
    }
    var matched = templates.getMatched(path);
    if (matched == null) {
      return Optional.empty();
    }
    var endpoint = matched.getResource();
    return Optional.of(new Match(endpoint, endpoint.spec().getPathParams(path)));
  }

  /** The dialect in which to refuse a path that nothing serves. */
  Dialect dialect(String path) {
    for (var family : longestPrefixFirst) {
      var prefix = family.prefix();
      if (path.startsWith(prefix)
          && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/')) {
        return family.dialect();
      }
    }
    return longestPrefixFirst.isEmpty() ? new NativeDialect() : longestPrefixFirst.get(0).dialect();
  }
}
