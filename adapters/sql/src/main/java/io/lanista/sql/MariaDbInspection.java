package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a MariaDB server says of itself and of a schema. Changes nothing. */
public final class MariaDbInspection {
  private MariaDbInspection() {}

  /**
   * Looks at a schema, whether or not an engine is using it; its version is empty if it has no
   * tables yet.
   *
   * @throws EngineException STORAGE_UNAVAILABLE with what is wrong
   */
  public static Description of(MariaDbConfig config) {
    MariaDbUrl url = MariaDbUrl.parse(config.url());
    try (Connection connection =
        MariaDbDatabase.source(config, url, config.patience().dividedBy(2)).getConnection()) {
      return of(connection, url.place());
    } catch (SQLException failed) {
      throw Failures.unavailable(Failures.of(failed).getMessage(), failed);
    }
  }

  static Description of(Connection connection, String place) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Map<String, String> settings = settings(statement);
      return new Description(
          place,
          "MariaDB " + settings.get("version"),
          "redo log",
          flushes(settings).matches("1|3") ? "FULL" : "NORMAL",
          version(statement),
          Long.parseLong(
              text(
                  statement,
                  "SELECT COALESCE(SUM(data_length + index_length), 0)"
                      + " FROM information_schema.tables WHERE table_schema = DATABASE()")),
          warnings(settings));
    }
  }

  private static String version(Statement statement) throws SQLException {
    String tables =
        text(
            statement,
            "SELECT COUNT(*) FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() AND table_name = 'flyway_schema_history'");
    return tables.equals("0")
        ? ""
        : text(
            statement,
            "SELECT COALESCE(MAX(CAST(version AS UNSIGNED)), '') FROM flyway_schema_history"
                + " WHERE success = 1");
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Map<String, String> settings(Statement statement) throws SQLException {
    Map<String, String> settings = new HashMap<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('version', 'log_bin', 'sync_binlog',"
                + " 'innodb_flush_log_at_trx_commit', 'innodb_flush_method')")) {
      while (rows.next()) {
        settings.put(rows.getString(1).toLowerCase(Locale.ROOT), rows.getString(2));
      }
    }
    return settings;
  }

  private static String flushes(Map<String, String> settings) {
    return settings.getOrDefault("innodb_flush_log_at_trx_commit", "1");
  }

  /** What may take something that was acknowledged. */
  static List<String> warnings(Map<String, String> settings) {
    List<String> warnings = new ArrayList<>(0);
    if (!flushes(settings).matches("1|3")) {
      warnings.add(
          "The database's innodb_flush_log_at_trx_commit is "
              + flushes(settings)
              + ": a crash of its machine may take the last second. Set it to 1.");
    }
    if ("nosync".equalsIgnoreCase(settings.get("innodb_flush_method"))) {
      warnings.add(
          "The database's innodb_flush_method is nosync: a crash of its machine may damage"
              + " everything. Remove that setting.");
    }
    if ("ON".equalsIgnoreCase(settings.get("log_bin"))
        && !"1".equals(settings.get("sync_binlog"))) {
      warnings.add(
          "The database's binary log is on and sync_binlog is "
              + settings.get("sync_binlog")
              + ": a crash of its machine may take the last transactions. Set it to 1.");
    }
    return warnings;
  }
}
