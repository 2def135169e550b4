package io.lanista.distribution.doctor;

import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.data.DataFolder;
import io.lanista.ports.error.EngineException;
import io.lanista.sql.Description;
import io.lanista.sql.MariaDbConfig;
import io.lanista.sql.MariaDbInspection;
import io.lanista.sql.MariaDbUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whether the database opens and is sound. Reads only. */
final class DatabaseCheck implements Check {
  @Override
  public List<Finding> look(LanistaConfig config) {
    if (config.storage().isOnServer()) {
      return onServer(config);
    }
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

  private static List<Finding> onServer(LanistaConfig config) {
    try {
      Description found =
          MariaDbInspection.of((MariaDbConfig) config.storage().database(Path.of(""), false));
      List<Finding> findings = new ArrayList<>();
      findings.add(
          Finding.ok(
              "database",
              found.product()
                  + " at "
                  + found.place()
                  + (found.schemaVersion().isEmpty()
                      ? "; the tables will be made at the first start"
                      : ", " + (found.bytes() >> 10) + " KiB")));
      found
          .warnings()
          .forEach(
              warning ->
                  findings.add(
                      Finding.note("database", warning, "See docs/operate.md, on MariaDB.")));
      return findings;
    } catch (EngineException unusable) {
      return List.of(
          Finding.bad(
              "database",
              MariaDbUrl.parse(config.storage().url()).place() + ": " + unusable.getMessage(),
              "Check storage.url and that the server runs."));
    }
  }
}
