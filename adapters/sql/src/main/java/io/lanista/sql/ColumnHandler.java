package io.lanista.sql;

import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.function.Function;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;

/**
 * Keeps a value type in one column.
 *
 * @param <T> the value type
 * @param <C> what the column holds
 */
final class ColumnHandler<T, C> implements TypeHandler<T> {
  /** How a kind of column is written and read; null is null. */
  interface Column<C> {
    void write(PreparedStatement statement, int index, C value) throws SQLException;

    C read(ResultSet results, String column) throws SQLException;

    C read(ResultSet results, int column) throws SQLException;
  }

  static final Column<byte[]> BYTES =
      new Column<>() {
        @Override
        public void write(PreparedStatement statement, int index, byte[] value)
            throws SQLException {
          statement.setBytes(index, value);
        }

        @Override
        public byte[] read(ResultSet results, String column) throws SQLException {
          return results.getBytes(column);
        }

        @Override
        public byte[] read(ResultSet results, int column) throws SQLException {
          return results.getBytes(column);
        }
      };

  static final Column<String> TEXT =
      new Column<>() {
        @Override
        public void write(PreparedStatement statement, int index, String value)
            throws SQLException {
          statement.setString(index, value);
        }

        @Override
        public String read(ResultSet results, String column) throws SQLException {
          return results.getString(column);
        }

        @Override
        public String read(ResultSet results, int column) throws SQLException {
          return results.getString(column);
        }
      };

  static final Column<Long> NUMBER =
      new Column<>() {
        @Override
        public void write(PreparedStatement statement, int index, Long value) throws SQLException {
          statement.setLong(index, value);
        }

        @Override
        public Long read(ResultSet results, String column) throws SQLException {
          long value = results.getLong(column);
          return results.wasNull() ? null : value;
        }

        @Override
        public Long read(ResultSet results, int column) throws SQLException {
          long value = results.getLong(column);
          return results.wasNull() ? null : value;
        }
      };

  private final Column<C> column;
  private final Function<T, C> to;
  private final Function<C, T> from;

  ColumnHandler(Column<C> column, Function<T, C> to, Function<C, T> from) {
    this.column = column;
    this.to = to;
    this.from = from;
  }

  @Override
  public void setParameter(PreparedStatement statement, int index, T value, JdbcType type)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
    } else {
      column.write(statement, index, to.apply(value));
    }
  }

  @Override
  public T getResult(ResultSet results, String name) throws SQLException {
    C value = column.read(results, name);
    return value == null ? null : from.apply(value);
  }

  @Override
  public T getResult(ResultSet results, int index) throws SQLException {
    C value = column.read(results, index);
    return value == null ? null : from.apply(value);
  }

  @Override
  public T getResult(CallableStatement statement, int index) {
    throw new UnsupportedOperationException("No procedures are called.");
  }
}
