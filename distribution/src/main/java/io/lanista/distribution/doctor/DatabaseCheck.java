package io.lanista.distribution.doctor;

import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.data.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Whether the database opens and is sound. Reads only. */
final class DatabaseCheck implements Check {
  @Override
  public List<Finding> look(LanistaConfig config) {
    Path file = DataFolder.databaseIn(config.data().dir());
    if (!Files.exists(file)) {
      return List.of(Finding.ok("database", "SQLite; will be made at the first start"));
    }
    String url = "jdbc:sqlite:" + file.toUri().toString().replaceFirst("^file:/+", "file:/");
    try (Connection connection = DriverManager.getConnection(url + "?mode=ro");
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
      String said = answer.next() ? answer.getString(1) : "nothing";
      if ("ok".equals(said)) {
        return List.of(Finding.ok("database", "SQLite, " + (Files.size(file) >> 10) + " KiB"));
      }
      return List.of(
          Finding.bad("database", file + " is damaged: " + said, "Restore the last backup."));
    } catch (SQLException | java.io.IOException unusable) {
      return List.of(
          Finding.bad(
              "database",
              file + " cannot be opened: " + unusable.getMessage(),
              "Check that this user may read it and that it is a Lanista database."));
    }
  }
}
