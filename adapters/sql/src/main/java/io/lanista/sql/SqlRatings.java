package io.lanista.sql;

import io.lanista.ports.rating.Rating;
import io.lanista.ports.rating.RatingKey;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import io.lanista.ports.storage.RatingStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ratings in a table. */
final class SqlRatings implements RatingStore {
  private record Place(String game, RatingKey key) {}

  private final Session session;
  private final Set<Place> absent = new HashSet<>();

  SqlRatings(Session session) {
    this.session = session;
  }

  @Override
  public Optional<Rating> find(String game, RatingKey key) {
    if (!session.isWritable()) {
      return session
          .reading(RatingMapper.class)
          .find(game, RatingRow.key(key))
          .map(RatingRow::rating);
    }
    // What is read here is written next, from what was read.
    Optional<Rating> found =
        session.writing(RatingMapper.class).lock(game, RatingRow.key(key)).map(RatingRow::rating);
    if (found.isEmpty()) {
      absent.add(new Place(game, key));
    }
    return found;
  }

  @Override
  public void put(Rating rating) {
    RatingMapper mapper = session.writing(RatingMapper.class);
    if (absent.remove(new Place(rating.game(), rating.key()))) {
      // If another transaction added it meanwhile, this one fails and is done again.
      mapper.insert(RatingRow.of(rating));
    } else {
      mapper.put(RatingRow.of(rating));
    }
  }

  @Override
  public Page<Rating> top(String game, Optional<Cursor> after, int limit) {
    RatingMapper mapper = session.reading(RatingMapper.class);
    List<RatingRow> rows =
        after.isEmpty()
            ? mapper.top(game, limit + 1)
            : mapper.topAfter(game, after.get().value(), after.get().id(), limit + 1);
    return Pages.of(
        rows.stream().map(RatingRow::rating).toList(),
        limit,
        last -> new Cursor(last.value(), RatingRow.key(last.key())));
  }
}
