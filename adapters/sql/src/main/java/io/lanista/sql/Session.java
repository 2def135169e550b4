package io.lanista.sql;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.ibatis.executor.BatchResult;
import org.apache.ibatis.session.SqlSession;

/** The statements of one transaction, while it lasts. */
final class Session {
  /** What an engine may write that serves rooms only. */
  private static final Set<Class<?>> OF_ROOMS =
      Set.of(
          PlayerMapper.class,
          CredentialMapper.class,
          RoomMapper.class,
          PollMapper.class,
          DeadlineMapper.class,
          OutboxMapper.class);

  private final SqlSession statements;
  private final boolean writable;
  private final String databaseId;
  private final Share share;
  private final RowBatches batches;
  private boolean wrote;
  private boolean over;

  Session(
      SqlSession statements, boolean writable, String databaseId, Share share, RowBatches batches) {
    this.statements = statements;
    this.writable = writable;
    this.databaseId = databaseId;
    this.share = share;
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
    requireShare(OF_ROOMS.contains(mapper), mapper);
    wrote = true;
    return reading(mapper);
  }

  /** Refuses what is written to a table that belongs to another engine. */
  private void requireShare(boolean ofRooms, Class<?> mapper) {
    requireShare(ofRooms, mapper.getSimpleName().replace("Mapper", ""));
  }

  /**
   * Refuses what only the engine may do that owns the database.
   *
   * @param ofRooms whether this one may as well, if it serves rooms only
   */
  void requireShare(boolean ofRooms, String what) {
    if (share == Share.ROOMS && !ofRooms) {
      throw new IllegalStateException(
          "This engine serves rooms only (engine.serves); what it wanted to write belongs to the"
              + " engine that serves all: "
              + what
              + ".");
    }
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
    RowBatch<R> batch = statement.apply(batches);
    requireShare(OF_ROOMS.contains(batch.mapper()), batch.mapper());
    wrote = true;
    send();
    return batch.write(statements.getConnection(), rows);
  }

  void end() {
    over = true;
  }
}
