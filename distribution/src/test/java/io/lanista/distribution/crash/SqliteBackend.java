package io.lanista.distribution.crash;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The embedded database: a file in the data folder. */
final class SqliteBackend implements Backend {
  @Override
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public void killAndRestart() {
    throw new IllegalStateException("It has no process of its own.");
  }

  @Override
  public boolean isServer() {
    return false;
  }

  @Override
  public String jdbc(Path data) {
    return "jdbc:sqlite:" + data.resolve("db").resolve("lanista.db");
  }

  @Override
  public List<String> faults(Path data) throws Exception {
    try (Connection connection = DriverManager.getConnection(jdbc(data));
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("PRAGMA integrity_check")) {
      found.next();
      return found.getString(1).equals("ok") ? List.of() : List.of(found.getString(1));
    }
  }

  @Override
  public void close() {
    // Nothing to stop.
  }
}
