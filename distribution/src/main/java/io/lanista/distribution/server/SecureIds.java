package io.lanista.distribution.server;

import io.lanista.ports.storage.IdSource;
import java.util.UUID;

/** Ids nobody can guess: version 4 UUIDs from the platform's secure source. */
final class SecureIds implements IdSource {
  @Override
  public UUID next() {
    return UUID.randomUUID();
  }
}
