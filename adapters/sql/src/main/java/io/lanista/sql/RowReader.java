package io.lanista.sql;

import java.sql.Blob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Reads a table row by row, in the same kinds of values from either database. */
final class RowReader {
  /** So many rows a server sends at a time; a SQLite file is read row by row anyway. */
  private static final int FETCH = 1_000;

  private final Connection database;

  RowReader(Connection database) {
    this.database = database;
  }

  /** Takes a row; its values are nulls, Longs, Doubles, Strings and byte arrays. */
  @FunctionalInterface
  interface Taker {
    void take(Object[] row) throws SQLException;
  }

  /** Hands every row over, holding no more than a few. */
  void read(String table, List<String> columns, Taker taker) throws SQLException {
    try (Statement statement =
        database.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows =
          statement.executeQuery("SELECT " + String.join(", ", columns) + " FROM " + table)) {
        while (rows.next()) {
          Object[] row = new Object[columns.size()];
          for (int i = 0; i < row.length; i++) {
            row[i] = value(rows.getObject(i + 1));
          }
          taker.take(row);
        }
      }
    }
  }

  private static Object value(Object found) throws SQLException {
    if (found instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    if (found instanceof Double || found instanceof Float) {
      return ((Number) found).doubleValue();
    }
    if (found instanceof Number number) {
      return number.longValue();
    }
    if (found instanceof Blob blob) {
      return blob.getBytes(1, Math.toIntExact(blob.length()));
    }
    return found;
  }
}
