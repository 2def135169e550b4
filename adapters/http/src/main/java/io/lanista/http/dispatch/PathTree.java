package io.lanista.http.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the template of a path, segment by segment: a literal segment goes before a parameter, and
 * a parameter is never empty. Jetty's own mappings try one pattern after the other, which took a
 * sixth of what a short answer costs. Filled at start-up, then only read.
 */
final class PathTree {
  private final Map<String, PathTree> literals = new HashMap<>();
  private Optional<PathTree> parameter = Optional.empty();
  private Optional<Endpoint> endpoint = Optional.empty();

  void add(Endpoint added) {
    var node = this;
    for (var segment : added.template().substring(1).split("/", -1)) {
      node = node.child(segment);
    }
    node.endpoint = Optional.of(added);
  }

  private PathTree child(String segment) {
    if (!segment.startsWith("{")) {
      return literals.computeIfAbsent(segment, any -> new PathTree());
    }
    if (parameter.isEmpty()) {
      parameter = Optional.of(new PathTree());
    }
    return parameter.get();
  }

  /** What serves a path, with the raw values of its parameters. */
  Optional<RouteTable.Match> find(String path) {
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    var values = new ArrayDeque<String>(4);
    return find(path, 1, values).map(found -> match(found, values));
  }

  private static RouteTable.Match match(Endpoint found, Deque<String> values) {
    var parameters = new HashMap<String, String>();
    for (var name : found.parameters()) {
      parameters.put(name, values.poll());
    }
    return new RouteTable.Match(found, parameters);
  }

  /** Not deeper than the templates are long, whatever the path. */
  private Optional<Endpoint> find(String path, int from, Deque<String> values) {
    if (from > path.length()) {
      return endpoint;
    }
    var slash = path.indexOf('/', from);
    var end = slash < 0 ? path.length() : slash;
    var segment = path.substring(from, end);
    var literal = literals.get(segment);
    if (literal != null) {
      var found = literal.find(path, end + 1, values);
      if (found.isPresent()) {
        return found;
      }
    }
    if (parameter.isEmpty() || segment.isEmpty()) {
      return Optional.empty();
    }
    values.addLast(segment);
    var found = parameter.get().find(path, end + 1, values);
    if (found.isEmpty()) {
      values.removeLast();
    }
    return found;
  }
}
