package io.lanista.ports.storage;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next where the next page starts; empty when this is the last one
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
  public Page {
    items = List.copyOf(items);
    Objects.requireNonNull(next);
  }
}
