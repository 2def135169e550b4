package io.lanista.http.v1;

import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import io.lanista.ports.storage.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How lists are paged in the native form. */
final class Paging {
  private static final int USUAL_PAGE = 20;
  private static final int LARGEST_PAGE = 100;

  private Paging() {}

  /** The parameters of a list, and others. */
  static QueryParam[] query(QueryParam... others) {
    List<QueryParam> query = new ArrayList<>();
    query.add(QueryParam.integer("limit", 1, LARGEST_PAGE, "Items a page; 20 unless given."));
    query.add(QueryParam.text("cursor", 512, "next_cursor of the page before."));
    query.addAll(List.of(others));
    return query.toArray(QueryParam[]::new);
  }

  static Optional<Cursor> cursor(Call call) {
    return call.text("cursor").map(Cursor::parse);
  }

  static int limit(Call call) {
    return (int) call.integer("limit").orElse(USUAL_PAGE);
  }
}
