package io.lanista.sql;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.session.SqlSession;

/** The statements of one transaction, while it lasts. */
final class Session {
  private final SqlSession statements;
  private final boolean writable;
  private final String databaseId;
  private final RowBatches batches;
  private boolean wrote;
  private boolean over;

  Session(SqlSession statements, boolean writable, String databaseId, RowBatches batches) {
    this.statements = statements;
    this.writable = writable;
    this.databaseId = databaseId;
    this.batches = batches;
  }

  /** Whether what is read may be written: then it is locked, where there are several writers. */
  boolean isWritable() {
    return writable;
  }

  /** Whether there are several writers, so that sequences are taken in the order of commits. */
  boolean reservesSequences() {
    return databaseId.equals(MariaDbDatabase.ID);
  }

  /** Statements that read. */
  <M> M reading(Class<M> mapper) {
    if (over) {
      throw new IllegalStateException("This transaction is over; start another one.");
    }
    return statements.getMapper(mapper);
  }

  /** Statements that write; they are sent by {@link #send}, by the next read, or by the commit. */
  <M> M writing(Class<M> mapper) {
    if (!writable) {
      throw new IllegalStateException("Storage.read only reads; write within transact.");
    }
    wrote = true;
    return reading(mapper);
  }

  /** Whether it asked for statements that write. */
  boolean wrote() {
    return wrote;
  }

  /**
   * Sends what was written.
   *
   * @return how many rows it touched
   */
  int send() {
    int rows = 0;
    List<BatchResult> batches = statements.flushStatements();
    for (BatchResult batch : batches) {
      for (int count : batch.getUpdateCounts()) {
        rows += Math.max(count, 0);
      }
    }
    return rows;
  }

  /**
   * Writes rows at once, after everything that was written before.
   *
   * @return how many rows it touched
   */
  <R extends Record> int write(Function<RowBatches, RowBatch<R>> statement, Collection<R> rows) {
    if (over || !writable) {
      throw new IllegalStateException("Write within transact, while it lasts.");
    }
    if (rows.isEmpty()) {
      return 0;
    }
    wrote = true;
    send();
    return statement.apply(batches).write(statements.getConnection(), rows);
  }

  void end() {
    over = true;
  }
}
