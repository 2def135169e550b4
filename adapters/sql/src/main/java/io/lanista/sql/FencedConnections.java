package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Connections for a library that makes transactions of its own: none is begun unless this engine
 * may still write. They do not commit by themselves.
 */
final class FencedConnections {
  private final DataSource pool;
  private final WriteRight right;

  private FencedConnections(DataSource pool, WriteRight right) {
    this.pool = pool;
    this.right = right;
  }

  static DataSource of(DataSource pool, WriteRight right) {
    FencedConnections fenced = new FencedConnections(pool, right);
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                return fenced.connection();
              }
              try {
                return method.invoke(pool, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  private Connection connection() throws SQLException {
    Connection connection = pool.getConnection();
    try {
      right.check(connection);
      return connection;
    } catch (EngineException refused) {
      connection.close();
      throw new SQLException(refused.getMessage(), refused);
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }
}
