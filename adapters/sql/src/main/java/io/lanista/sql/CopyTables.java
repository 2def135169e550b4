package io.lanista.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Which tables and columns a database has. */
final class CopyTables {
  /** What belongs to a database itself, or is carried over in another way. */
  private static final Set<String> OWN =
      Set.of(
          "flyway_schema_history",
          "engine_owner",
          "outbox_sequence",
          "room_engines",
          "sqlite_sequence",
          CopyMark.TABLE);

  private CopyTables() {}

  /** Every table, by name. */
  static Set<String> names(Connection database) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (ResultSet tables =
        database
            .getMetaData()
            .getTables(database.getCatalog(), null, "%", new String[] {"TABLE", "BASE TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** The tables whose rows are copied, by name. */
  static Set<String> copied(Connection database) throws SQLException {
    Set<String> names = names(database);
    names.removeAll(OWN);
    return names;
  }

  /** A table's columns, by name. */
  static List<String> columns(Connection database, String table) throws SQLException {
    Set<String> columns = new TreeSet<>();
    try (Statement statement = database.createStatement();
        ResultSet nothing = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      for (int i = 1; i <= nothing.getMetaData().getColumnCount(); i++) {
        columns.add(nothing.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
      }
    }
    return List.copyOf(columns);
  }

  /** The one number a query answers; 0 if it answers none. */
  static long number(Connection database, String query) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Those of the tables that are not empty. */
  static List<String> filled(Connection database, Collection<String> tables) throws SQLException {
    List<String> filled = new ArrayList<>();
    for (String table : tables) {
      if (number(database, "SELECT COUNT(*) FROM (SELECT 1 FROM " + table + " LIMIT 1) one") > 0) {
        filled.add(table);
      }
    }
    return filled;
  }

  /** The schema's version; empty text if it has none. */
  static String version(Connection database) throws SQLException {
    if (!names(database).contains("flyway_schema_history")) {
      return "";
    }
    try (Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT version FROM flyway_schema_history WHERE success = 1"
                    + " AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1")) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
