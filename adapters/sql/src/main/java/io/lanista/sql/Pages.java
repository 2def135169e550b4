package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Cuts lists into pages. */
final class Pages {
  private Pages() {}

  /** The page of a list that holds one item more than the limit if there are more. */
  static <T> Page<T> of(List<T> items, int limit, Function<T, Cursor> place) {
    if (items.size() <= limit) {
      return new Page<>(items, Optional.empty());
    }
    return new Page<>(items.subList(0, limit), Optional.of(place.apply(items.get(limit - 1))));
  }

  /**
   * The id in a cursor of a list whose ids are UUIDs.
   *
   * @throws EngineException INVALID_CURSOR if it is none
   */
  static UUID id(Cursor cursor) {
    try {
      return UUID.fromString(cursor.id());
    } catch (IllegalArgumentException malformed) {
      throw EngineException.query(
          ErrorCode.INVALID_CURSOR,
          "cursor",
          "This cursor belongs to another list; leave it out to start from the beginning.");
    }
  }
}
