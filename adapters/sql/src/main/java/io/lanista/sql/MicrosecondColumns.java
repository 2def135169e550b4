package io.lanista.sql;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/** Has db-scheduler keep instants as everything else here does, and take what is this engine's. */
final class MicrosecondColumns extends DefaultJdbcCustomization {
  private final Share share;

  MicrosecondColumns(Share share) {
    super(true);
    this.share = share;
  }

  @Override
  public String createSelectDueQuery(
      String table, int limit, String andCondition, boolean byPriority) {
    String ours = share == Share.ROOMS ? andCondition + " AND task_name = 'ROOM'" : andCondition;
    return super.createSelectDueQuery(table, limit, ours, byPriority);
  }

  @Override
  public String getName() {
    return "microseconds";
  }

  @Override
  public void setInstant(PreparedStatement statement, int index, Instant value)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.BIGINT);
    } else {
      statement.setLong(index, Micros.of(value));
    }
  }

  @Override
  public Instant getInstant(ResultSet results, String column) throws SQLException {
    long value = results.getLong(column);
    return results.wasNull() ? null : Micros.instant(value);
  }

  @Override
  public boolean supportsExplicitQueryLimitPart() {
    return true;
  }

  @Override
  public String getQueryLimitPart(int limit) {
    return " LIMIT " + limit;
  }
}
