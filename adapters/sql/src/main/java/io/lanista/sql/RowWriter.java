package io.lanista.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;

/** Inserts rows into a table, in batches; each batch is committed. */
final class RowWriter implements AutoCloseable {
  private static final int BATCH = 1_000;

  private final Connection database;
  private final PreparedStatement insert;
  private int waiting;

  RowWriter(Connection database, String table, List<String> columns) throws SQLException {
    this.database = database;
    this.insert =
        database.prepareStatement(
            "INSERT INTO "
                + table
                + " ("
                + String.join(", ", columns)
                + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?"))
                + ")");
  }

  /** Whether this row ended a batch. */
  boolean write(Object[] row) throws SQLException {
    for (int i = 0; i < row.length; i++) {
      set(i + 1, row[i]);
    }
    insert.addBatch();
    if (++waiting == BATCH) {
      flush();
      return true;
    }
    return false;
  }

  private void set(int index, Object value) throws SQLException {
    if (value == null) {
      insert.setNull(index, Types.NULL);
    } else if (value instanceof Long number) {
      insert.setLong(index, number);
    } else if (value instanceof Double number) {
      insert.setDouble(index, number);
    } else if (value instanceof String text) {
      insert.setString(index, text);
    } else {
      insert.setBytes(index, (byte[]) value);
    }
  }

  /** Sends and commits what waits. */
  void flush() throws SQLException {
    if (waiting > 0) {
      insert.executeBatch();
      database.commit();
      waiting = 0;
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
