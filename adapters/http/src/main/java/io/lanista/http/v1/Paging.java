package io.lanista.http.v1;

import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import io.lanista.ports.storage.Cursor;
import java.util.Optional;

/** The query parameters of lists that page by cursor (spec 3). */
final class Paging {
  private static final String LIMIT = "limit";
  private static final String CURSOR = "cursor";
  private static final int LONGEST_CURSOR = 512;
  private static final int LARGEST_PAGE = 100;
  private static final int USUAL_PAGE = 20;

  private Paging() {}

  static QueryParam[] query() {
    return new QueryParam[] {
      QueryParam.integer(LIMIT, 1, LARGEST_PAGE, "Items a page; " + USUAL_PAGE + " unless given."),
      QueryParam.text(CURSOR, LONGEST_CURSOR, "next_cursor of the page before.")
    };
  }

  /**
   * Where the page begins.
   *
   * @throws io.lanista.ports.error.EngineException INVALID_CURSOR
   */
  static Optional<Cursor> cursor(Call call) {
    return call.text(CURSOR).map(Cursor::parse);
  }

  static int limit(Call call) {
    return (int) call.integer(LIMIT).orElse(USUAL_PAGE);
  }
}
