package io.lanista.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param nextCursor what to ask for the next page with; empty on the last one
 */
public record Listing<T>(List<T> items, Optional<String> nextCursor) {
  public Listing {
    items = List.copyOf(items);
    Objects.requireNonNull(nextCursor);
  }
}
