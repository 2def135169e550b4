package io.lanista.distribution.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what was opened, the latest first, each even if another fails. Thread-safe; closing twice
 * does it once, and the second call waits for the first.
 */
final class Lifecycle implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  private record Owned(String name, AutoCloseable part) {}

  private final Deque<Owned> parts = new ArrayDeque<>();

  /** Takes over the closing of a part. */
  synchronized <T extends AutoCloseable> T own(String name, T part) {
    parts.push(new Owned(name, part));
    return part;
  }

  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      Owned owned = parts.pop();
      try {
        owned.part().close();
      } catch (Exception failed) {
        LOG.warn("Could not stop the {} properly.", owned.name(), failed);
      }
    }
  }
}
