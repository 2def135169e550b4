package io.lanista.sql;

import io.lanista.ports.rating.Rating;
import io.lanista.ports.rating.RatingKey;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import io.lanista.ports.storage.RatingStore;
import java.util.List;
import java.util.Optional;

/** Ratings in a table. */
final class SqlRatings implements RatingStore {
  private final Session session;

  SqlRatings(Session session) {
    this.session = session;
  }

  @Override
  public Optional<Rating> find(String game, RatingKey key) {
    return session
        .reading(RatingMapper.class)
        .find(game, RatingRow.key(key))
        .map(RatingRow::rating);
  }

  @Override
  public void put(Rating rating) {
    session.writing(RatingMapper.class).put(RatingRow.of(rating));
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
