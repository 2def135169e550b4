package io.lanista.http.dispatch;

import io.lanista.http.dialect.Dialect;
import io.lanista.http.dialect.NativeDialect;
import io.lanista.http.route.RouteFamily;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what serves a path. Immutable once built, so thread-safe. */
public final class RouteTable {
  /** What serves a path, and the raw values of its parameters. */
  record Match(Endpoint endpoint, Map<String, String> parameters) {}

  private final Map<String, Endpoint> literal = new HashMap<>();
  private final PathTree templates = new PathTree();
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
        templates.add(endpoint);
      }
    }
  }

  Optional<Match> find(String path) {
    var exact = literal.get(path);
    return exact != null ? Optional.of(new Match(exact, Map.of())) : templates.find(path);
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
