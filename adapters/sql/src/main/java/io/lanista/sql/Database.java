package io.lanista.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;

/** What one kind of database does its own way. Open: its schema is up to date. Thread-safe. */
interface Database extends AutoCloseable {
  /** Which of the statements that differ are meant for it. */
  String databaseId();

  /** Which part of it this engine has. */
  Share share();

  /** Where it is, as its operator knows it; without secrets. */
  String place();

  /** Connections for transactions that write. */
  HikariDataSource writers();

  /** Connections whose transactions only read, each from one state. */
  HikariDataSource readers();

  /** Connections for db-scheduler. */
  DataSource scheduling();

  /**
   * Before anything is asked of it.
   *
   * @throws io.lanista.ports.error.EngineException STORAGE_UNAVAILABLE if it is not known how
   *     earlier calls ended
   */
  void settle();

  /**
   * Begins a writing transaction.
   *
   * @throws io.lanista.ports.error.EngineException STORAGE_UNAVAILABLE if this engine may not write
   * @throws SQLException if the database fails
   */
  Call begin(SqlSession statements) throws SQLException;

  /** Whether a transaction failed for what another one did, and may be tried again. */
  Conflict conflict(SQLException failed);

  /** Why this engine may not write any more, and what to do; empty while it may. */
  Optional<String> refusal();

  Description describe();

  @Override
  void close();

  /** One writing transaction. */
  @FunctionalInterface
  interface Call {
    /** It failed, and with this. */
    void failed(SQLException how);
  }

  /** What another transaction has to do with a failure. */
  enum Conflict {
    /** Nothing. */
    NONE,
    /** Another one was preferred. */
    LOCKED,
    /** Another one wrote the same row first. */
    DUPLICATE
  }
}
