package io.lanista.sql;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/** Has db-scheduler keep instants as everything else here does. */
final class MicrosecondColumns extends DefaultJdbcCustomization {
  MicrosecondColumns() {
    super(true);
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
