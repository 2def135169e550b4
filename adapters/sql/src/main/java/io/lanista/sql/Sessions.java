package io.lanista.sql;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.transaction.Transaction;
import org.apache.ibatis.transaction.jdbc.JdbcTransaction;

/**
 * Opens sessions on one of a database's pools. MyBatis' own factory would bind the statements to
 * one pool, so that they had to be read for each. Thread-safe.
 */
record Sessions(Configuration statements, DataSource database) {
  /** A session that takes its connection with its first statement; close it. */
  SqlSession open(ExecutorType type) {
    Transaction transaction = new JdbcTransaction(database, null, false, !commitsByItself());
    return new DefaultSqlSession(statements, statements.newExecutor(transaction, type), false);
  }

  /**
   * Whether connections are given back in that mode. A pool that does not want it sees to its own
   * mode; on a server, setting it would be another round trip.
   */
  private boolean commitsByItself() {
    return !(database instanceof HikariDataSource pool) || pool.isAutoCommit();
  }
}
