package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Transactions whose connection broke: the server may still be about to commit them, after whoever
 * waited has given up. Before anything else is asked of the database they are ended, so that what
 * is read next is how they ended. Thread-safe.
 */
final class LostCalls {
  /** How much less long the server must be up for its connection numbers to be others. */
  private static final long SLACK_SECONDS = 5;

  private final DataSource connections;
  private final WriteRight right;
  private final Duration patience;
  private final ReentrantLock settling = new ReentrantLock();

  /** By the server's number of the connection, when it was lost. */
  private final Map<Long, Long> lost = new ConcurrentHashMap<>();

  private volatile EngineException lastFailure;
  private volatile long failedAt;

  LostCalls(DataSource connections, WriteRight right, Duration patience) {
    this.connections = connections;
    this.right = right;
    this.patience = patience;
  }

  void add(long connection) {
    lost.put(connection, System.nanoTime());
  }

  /**
   * Returns once no lost transaction can change anything any more; at once if there is none.
   *
   * @throws EngineException STORAGE_UNAVAILABLE if the database does not answer
   */
  void settle() {
    if (lost.isEmpty()) {
      return;
    }
    long asked = System.nanoTime();
    try {
      if (!settling.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Failures.unreachable(null);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Failures.unreachable(interrupted);
    }
    try {
      if (lost.isEmpty()) {
        return;
      }
      if (lastFailure != null && failedAt - asked > 0) {
        // Another caller tried while this one waited.
        throw Failures.unreachable(lastFailure);
      }
      end();
    } finally {
      settling.unlock();
    }
  }

  private void end() {
    Map<Long, Long> ending = Map.copyOf(lost);
    try (Connection connection = connections.getConnection()) {
      long up = uptimeSeconds(connection);
      ending.forEach(
          (thread, at) -> {
            long since = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - at);
            // A server that was started since has ended them all, and counts from the beginning.
            if (up > since + SLACK_SECONDS) {
              DatabaseOwner.kill(connection, thread);
            }
          });
      connection.setAutoCommit(false);
      right.awaitOthers(connection);
      connection.commit();
      ending.keySet().forEach(lost::remove);
      lastFailure = null;
    } catch (SQLException failed) {
      EngineException reason = Failures.unreachable(failed);
      failedAt = System.nanoTime();
      lastFailure = reason;
      throw reason;
    }
  }

  private static long uptimeSeconds(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Uptime'")) {
      return row.next() ? row.getLong(2) : 0;
    }
  }
}
