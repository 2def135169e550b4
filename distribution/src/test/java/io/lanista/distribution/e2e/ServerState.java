package io.lanista.distribution.e2e;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Server;

/**
 * What the server in this process is doing: every thread, and what Jetty says of each connection.
 */
final class ServerState {
  private static final int DEEPEST = 8;

  private ServerState() {}

  static String of(Object server) {
    StringBuilder all = new StringBuilder();
    for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
      all.append('"').append(thread.getThreadName()).append("\" ").append(thread.getThreadState());
      if (thread.getLockName() != null) {
        all.append(" on ").append(thread.getLockName());
        all.append(" held by ").append(thread.getLockOwnerName());
      }
      for (StackTraceElement frame : thread.getStackTrace()) {
        all.append("\n    ").append(frame);
      }
      all.append('\n');
    }
    return all.append(jetty(server, new IdentityHashMap<>(), 0).map(Server::dump).orElse(""))
        .toString();
  }

  /** It is nobody's business but the HTTP server's, so nothing gives it out. */
  private static Optional<Server> jetty(Object place, Map<Object, Object> seen, int depth) {
    if (place == null || depth > DEEPEST || seen.put(place, place) != null) {
      return Optional.empty();
    }
    if (place instanceof Server server) {
      return Optional.of(server);
    }
    return parts(place).stream()
        .map(part -> jetty(part, seen, depth + 1))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static List<Object> parts(Object place) {
    if (place instanceof Collection<?> some) {
      return List.copyOf(some);
    }
    if (!place.getClass().getName().startsWith("io.lanista.")) {
      return List.of();
    }
    return Stream.of(place.getClass().getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .filter(field -> !field.getType().isPrimitive())
        .map(field -> value(field, place))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Object> value(Field field, Object of) {
    try {
      field.setAccessible(true);
      return Optional.ofNullable(field.get(of));
    } catch (ReflectiveOperationException hidden) {
      return Optional.empty();
    }
  }
}
