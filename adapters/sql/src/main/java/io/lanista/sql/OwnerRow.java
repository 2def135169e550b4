package io.lanista.sql;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which engine opened a database last.
 *
 * @param epoch how many opened it, this one included; 0 if none did
 */
record OwnerRow(long epoch, String host, long process, Instant since) {
  /** Writes this engine into the row, with an epoch nobody had; the caller commits. */
  static OwnerRow take(Connection connection, Clock clock) throws SQLException {
    String sql =
        "UPDATE engine_owner SET epoch = epoch + 1, host = ?, process = ?, since = ? WHERE id = 1";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, thisHost());
      update.setLong(2, ProcessHandle.current().pid());
      update.setLong(3, Micros.of(clock.instant()));
      update.executeUpdate();
    }
    return read(connection);
  }

  static OwnerRow read(Connection connection) throws SQLException {
    return read(connection, "");
  }

  /** Reads the row and keeps others from changing it until the transaction ends. */
  static OwnerRow locked(Connection connection) throws SQLException {
    return read(connection, " FOR UPDATE");
  }

  private static OwnerRow read(Connection connection, String lock) throws SQLException {
    String sql = "SELECT epoch, host, process, since FROM engine_owner WHERE id = 1" + lock;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new SQLException("The row of engine_owner is missing.");
      }
      return new OwnerRow(
          row.getLong(1), row.getString(2), row.getLong(3), Micros.instant(row.getLong(4)));
    }
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "unknown";
    }
  }

  /** For messages. */
  String text() {
    return "host "
        + host
        + ", process "
        + process
        + ", since "
        + since.truncatedTo(ChronoUnit.SECONDS);
  }
}
