package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.sqlite.SQLiteException;

/** Tells an operator what a failing database means. */
final class Failures {
  private static final int CONSTRAINT = 19;

  private Failures() {}

  /**
   * What to throw instead of an exception that a database or MyBatis threw: STORAGE_UNAVAILABLE, or
   * for a broken constraint, which is the engine's own fault, an IllegalStateException.
   */
  static RuntimeException of(Exception thrown) {
    SQLException sql = null;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        sql = found;
      }
    }
    if (sql == null) {
      return new IllegalStateException("A statement could not be made.", thrown);
    }
    boolean constraint =
        (sql instanceof SQLiteException && (sql.getErrorCode() & 0xff) == CONSTRAINT)
            || (sql.getSQLState() != null && sql.getSQLState().startsWith("23"));
    if (constraint) {
      return new IllegalStateException(
          "What was written contradicts what is stored: " + sql.getMessage(), thrown);
    }
    return unavailable(meaning(sql), thrown);
  }

  static EngineException unavailable(String meaning, Throwable cause) {
    return new EngineException(ErrorCode.STORAGE_UNAVAILABLE, meaning, cause);
  }

  private static String meaning(SQLException sql) {
    if (sql instanceof SQLTransientConnectionException) {
      return "The database is too busy: no connection became free in time. ("
          + sql.getMessage()
          + ")";
    }
    if (sql instanceof SQLiteException sqlite) {
      switch (sqlite.getErrorCode() & 0xff) {
        case 5, 6:
          return "The database is locked by another process; stop whatever else has it open.";
        case 13:
          return "The disk is full: free some space, nothing was changed.";
        case 10:
          return "The disk failed while the database used it; check the disk and its file system.";
        case 8, 3:
          return "The database may not be written: check who owns its file and folder.";
        case 11, 26:
          return "The database's file (db/lanista.db in the data folder) is damaged, or is no SQLite"
              + " database: restore it from a backup.";
        case 14:
          return "The database's file cannot be opened: check that its folder exists and who owns"
              + " it.";
        default:
          return "The database failed: " + sqlite.getMessage();
      }
    }
    return "The database failed: " + sql.getMessage();
  }
}
