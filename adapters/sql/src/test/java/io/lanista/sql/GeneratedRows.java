package io.lanista.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fills every table of a schema with rows made from a seed, whatever its columns are: nulls where
 * they may be, texts of all planes, the ends of the numbers' ranges.
 */
final class GeneratedRows {
  private static final String[] TEXTS = {
    "", " ", "a ", "Zoë \"the fox\" 狐", "\uD83E\uDD8A", "O'Neill\\", "line\nbreak\t", "%_"
  };

  private final Connection database;
  private final Random random;

  private record Column(String name, String type, boolean nullable, boolean key) {}

  GeneratedRows(Connection sqlite, long seed) {
    this.database = sqlite;
    this.random = new Random(seed);
  }

  /** Puts so many rows into every table whose rows a copy carries. */
  void fill(int rows) throws SQLException {
    database.setAutoCommit(false);
    for (String table : CopyTables.copied(database)) {
      fill(table, rows);
    }
    database.commit();
    database.setAutoCommit(true);
  }

  private void fill(String table, int rows) throws SQLException {
    List<Column> columns = columns(table);
    List<String> names = columns.stream().map(Column::name).toList();
    String sql =
        "INSERT INTO "
            + table
            + " ("
            + String.join(", ", names)
            + ") VALUES ("
            + String.join(", ", Collections.nCopies(names.size(), "?"))
            + ")";
    try (PreparedStatement insert = database.prepareStatement(sql)) {
      for (int row = 1; row <= rows; row++) {
        for (int i = 0; i < columns.size(); i++) {
          set(insert, i + 1, columns.get(i), row);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private List<Column> columns(String table) throws SQLException {
    Set<String> unique = uniqueColumns(table);
    List<Column> columns = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet found = statement.executeQuery("PRAGMA table_info(" + table + ")")) {
      while (found.next()) {
        String name = found.getString("name");
        columns.add(
            new Column(
                name,
                found.getString("type"),
                found.getInt("notnull") == 0 && found.getInt("pk") == 0,
                found.getInt("pk") > 0 || unique.contains(name)));
      }
    }
    return columns;
  }

  private Set<String> uniqueColumns(String table) throws SQLException {
    List<String> indexes = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet found = statement.executeQuery("PRAGMA index_list(" + table + ")")) {
      while (found.next()) {
        if (found.getInt("unique") == 1) {
          indexes.add(found.getString("name"));
        }
      }
    }
    Set<String> unique = new TreeSet<>();
    for (String index : indexes) {
      try (Statement statement = database.createStatement();
          ResultSet found = statement.executeQuery("PRAGMA index_info(" + index + ")")) {
        while (found.next()) {
          unique.add(String.valueOf(found.getString("name")));
        }
      }
    }
    return unique;
  }

  private void set(PreparedStatement insert, int index, Column column, int row)
      throws SQLException {
    if (column.nullable() && random.nextInt(3) == 0) {
      insert.setNull(index, Types.NULL);
      return;
    }
    switch (column.type()) {
      case "TEXT" -> insert.setString(index, text(column, row));
      case "BLOB" -> insert.setBytes(index, bytes(column, row));
      case "BIGINT" -> insert.setLong(index, column.key() ? row * 3L : random.nextLong());
      case "INTEGER" -> insert.setLong(index, column.key() ? row * 3L : random.nextInt());
      case "SMALLINT" -> insert.setLong(index, (short) random.nextInt());
      case "BOOLEAN" -> insert.setLong(index, random.nextInt(2));
      case "DOUBLE PRECISION" -> insert.setDouble(index, random.nextGaussian() * 1e3);
      default -> throw new AssertionError("Say how to make a " + column.type() + ".");
    }
  }

  private String text(Column column, int row) {
    if (column.key()) {
      return "k" + row;
    }
    String made = TEXTS[random.nextInt(TEXTS.length)];
    // As short as the shortest column of its name's kind on a server.
    return made.substring(
        0, made.offsetByCodePoints(0, Math.min(7, made.codePointCount(0, made.length()))));
  }

  private byte[] bytes(Column column, int row) {
    int length =
        switch (column.name()) {
          case "signature" -> 65;
          case "task_data" -> random.nextInt(300);
          default ->
              column.name().endsWith("hash")
                  ? 32
                  : column.name().matches(".*wallet.*|address|contract") ? 20 : 16;
        };
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    if (column.key()) {
      byte[] number = String.format("%08d", row).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(number, 0, bytes, 0, number.length);
    }
    return bytes;
  }
}
