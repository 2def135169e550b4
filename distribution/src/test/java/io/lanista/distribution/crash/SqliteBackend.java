package io.lanista.distribution.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** The embedded database: a file in the data folder. */
final class SqliteBackend implements Backend {
  private static final String FILE = "lanista.db";

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

  /** Of a copy: who opens the file itself would recover it, which is the next engine's work. */
  @Override
  public Connection remains(Path data) throws IOException, SQLException {
    Path copy = Files.createDirectories(data.resolveSibling("remains"));
    for (String suffix : List.of("", "-wal")) {
      Path file = data.resolve("db").resolve(FILE + suffix);
      Path to = copy.resolve(FILE + suffix);
      Files.deleteIfExists(to);
      if (Files.exists(file)) {
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.deleteIfExists(copy.resolve(FILE + "-shm"));
    return DriverManager.getConnection("jdbc:sqlite:" + copy.resolve(FILE));
  }

  @Override
  public List<String> faults(Path data) throws IOException, SQLException {
    try (Connection connection = remains(data);
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
