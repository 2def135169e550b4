package io.lanista.distribution.crash;

import io.lanista.sql.MariaDbConfig;
import io.lanista.sql.RealMariaDb;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A MariaDB server of its own, so that it can be killed, too. */
final class MariaDbBackend implements Backend {
  private final RealMariaDb server = RealMariaDb.startOne();
  private final MariaDbConfig schema = server.freshSchema();

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "LANISTA_STORAGE_URL", schema.url(),
        "LANISTA_STORAGE_USER", schema.user(),
        "LANISTA_STORAGE_PASSWORD", schema.password());
  }

  @Override
  public void killAndRestart() throws IOException, SQLException {
    server.killAndRestart();
  }

  @Override
  public boolean isServer() {
    return true;
  }

  @Override
  public Connection remains(Path data) throws SQLException {
    return DriverManager.getConnection(schema.url(), schema.user(), schema.password());
  }

  @Override
  public List<String> faults(Path data) throws SQLException {
    List<String> tables = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    try (Connection connection = remains(data);
        Statement statement = connection.createStatement()) {
      try (ResultSet table = statement.executeQuery("SHOW TABLES")) {
        while (table.next()) {
          tables.add("`" + table.getString(1) + "`");
        }
      }
      try (ResultSet check =
          statement.executeQuery("CHECK TABLE " + String.join(", ", tables) + " EXTENDED")) {
        while (check.next()) {
          if (!check.getString("Msg_text").equals("OK")) {
            faults.add(check.getString("Table") + ": " + check.getString("Msg_text"));
          }
        }
      }
    }
    return faults;
  }

  @Override
  public void close() {
    server.close();
  }
}
