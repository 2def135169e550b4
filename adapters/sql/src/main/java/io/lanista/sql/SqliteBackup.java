package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Takes a copy of a SQLite database of one instant, also while a server uses it. */
public final class SqliteBackup {
  private SqliteBackup() {}

  /**
   * Copies a database into a new file, and checks the copy.
   *
   * @return the size of the copy in bytes
   * @throws EngineException STORAGE_UNAVAILABLE if that is not possible, with what to do; a copy
   *     that was begun is then not to be used
   */
  public static long take(Path database, Path copy) {
    if (!Files.isRegularFile(database)) {
      throw CopyEnd.refused("There is no database " + database + ".");
    }
    if (Files.exists(copy)) {
      throw CopyEnd.refused(copy + " exists; a backup overwrites nothing.");
    }
    try {
      try (Connection connection =
              SqliteDatabase.single(SqlConfig.of(database), true).getConnection();
          PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
        vacuum.setString(1, copy.toString());
        vacuum.execute();
      }
      check(copy);
      return copy.toFile().length();
    } catch (SQLException failed) {
      throw Failures.of(failed);
    }
  }

  private static void check(Path copy) throws SQLException {
    // Not read-only: the copy has no write-ahead log yet, and gets one as it is opened.
    try (Connection connection = SqliteDatabase.single(SqlConfig.of(copy), false).getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
      if (!found.next() || !"ok".equals(found.getString(1))) {
        throw CopyEnd.refused("The copy " + copy + " is damaged; do not use it.");
      }
    }
  }
}
