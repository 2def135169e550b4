package io.lanista.ports.storage;

import java.util.UUID;

/**
 * Where every id comes from, so that a test can replay a run. Thread-safe. Some ids are secrets:
 * the real source is cryptographically secure.
 */
public interface IdSource {
  UUID next();
}
