package io.lanista.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A table that a database holds as long as it is being filled by a copy: no server opens it, and a
 * copy that was interrupted is recognised.
 */
final class CopyMark {
  static final String TABLE = "unfinished_copy";

  private CopyMark() {}

  static boolean isOn(Connection database) throws SQLException {
    return CopyTables.names(database).contains(TABLE);
  }

  static void set(Connection database) throws SQLException {
    execute(database, "CREATE TABLE " + TABLE + " (id INTEGER NOT NULL PRIMARY KEY)");
  }

  static void remove(Connection database) throws SQLException {
    execute(database, "DROP TABLE " + TABLE);
  }

  private static void execute(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
    if (!database.getAutoCommit()) {
      database.commit();
    }
  }
}
