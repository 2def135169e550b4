package io.lanista.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Why this engine may write to a schema on a server. Thread-safe. */
interface WriteRight extends AutoCloseable {
  /**
   * Checks, and makes sure until the transaction ends, that this engine may write.
   *
   * @throws io.lanista.ports.error.EngineException STORAGE_UNAVAILABLE if it may not
   */
  void check(Connection transaction) throws SQLException;

  /** Waits for the end of every transaction that was checked; the caller ends its own. */
  void awaitOthers(Connection transaction) throws SQLException;

  /** Why this engine may not write any more, and what to do; empty while it may. */
  Optional<String> refusal();

  @Override
  void close();
}
