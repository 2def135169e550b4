package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections for a library that makes transactions of its own: none is begun unless the database
 * still belongs to this engine. They do not commit by themselves.
 */
final class FencedConnections implements DataSource {
  private final DataSource pool;
  private final DatabaseOwner owner;

  FencedConnections(DataSource pool, DatabaseOwner owner) {
    this.pool = pool;
    this.owner = owner;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = pool.getConnection();
    try {
      owner.check(connection);
      return connection;
    } catch (EngineException refused) {
      connection.close();
      throw new SQLException(refused.getMessage(), refused);
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("The pool has its user.");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}
