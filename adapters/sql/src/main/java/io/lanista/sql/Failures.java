package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells an operator what a failing database means. */
final class Failures {
  private static final int CONSTRAINT = 19;
  private static final String FULL =
      "The server's disk for the database is full, and nothing was changed: try again later. Its"
          + " operator has to make room; a restart is not needed.";
  private static final String UNREACHABLE =
      "The database cannot be reached: it is down, or the network between is. Nothing has to be"
          + " restarted here; try again in a moment.";

  private Failures() {}

  /**
   * What to throw instead of an exception that a database or MyBatis threw: STORAGE_UNAVAILABLE, or
   * for a broken constraint, which is the engine's own fault, an IllegalStateException.
   */
  static RuntimeException of(Exception thrown) {
    SQLException sql = sqlOf(thrown);
    if (sql == null) {
      return new IllegalStateException("A statement could not be made.", thrown);
    }
    boolean constraint =
        (sql instanceof SQLiteException && (sql.getErrorCode() & 0xff) == CONSTRAINT)
            || state(sql).startsWith("23")
            || state(sql).startsWith("22");
    if (constraint) {
      return new IllegalStateException(
          "What was written contradicts what is stored: " + sql.getMessage(), thrown);
    }
    return unavailable(noneToGet(thrown, sql) ? UNREACHABLE : meaning(sql), thrown);
  }

  /** The innermost exception of a database; null if none has to do with it. */
  static SQLException sqlOf(Throwable thrown) {
    SQLException sql = null;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        sql = found;
      }
    }
    return sql;
  }

  /** Whether it was the connection that failed, so that nobody knows how far the server came. */
  static boolean isConnection(SQLException sql) {
    return state(sql).startsWith("08") || state(sql).startsWith("70");
  }

  private static String state(SQLException sql) {
    return sql.getSQLState() == null ? "" : sql.getSQLState();
  }

  /** Whether a pool waited in vain for a server, which it says with the last of several reasons. */
  private static boolean noneToGet(Throwable thrown, SQLException reason) {
    if (reason instanceof SQLiteException || reason.getErrorCode() > 1000) {
      return false;
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException && cause != reason) {
        return true;
      }
    }
    return false;
  }

  static EngineException unreachable(Throwable cause) {
    return unavailable(UNREACHABLE, cause);
  }

  static EngineException unavailable(String meaning, Throwable cause) {
    return new EngineException(ErrorCode.STORAGE_UNAVAILABLE, meaning, cause);
  }

  private static String meaning(SQLException sql) {
    if (sql instanceof SQLTransientConnectionException && !isConnection(sql)) {
      return "The database is too busy: no connection became free in time. ("
          + sql.getMessage()
          + ")";
    }
    if (sql instanceof SQLiteException sqlite) {
      switch (sqlite.getErrorCode() & 0xff) {
        case 5, 6:
          return "The database is locked by another process; stop whatever else has it open.";
        case 13:
          return FULL;
        case 10:
          if (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
            return FULL;
          }
          return "The disk failed while the database used it; check the disk and its file system.";
        case 8, 3:
          return "The database may not be written: check who owns its file and folder.";
        case 11, 26:
          return "The database's file (db/lanista.db in the data folder) is damaged, or is no"
              + " SQLite database: restore it from a backup.";
        case 14:
          return "The database's file cannot be opened: check that its folder exists and who owns"
              + " it.";
        default:
          return "The database failed: " + sqlite.getMessage();
      }
    }
    return meaningOnAServer(sql);
  }

  private static String meaningOnAServer(SQLException sql) {
    switch (sql.getErrorCode()) {
      case 1045, 1698:
        return "The database refuses this user or its password: check storage.user and"
            + " LANISTA_STORAGE_PASSWORD or storage.password-file.";
      case 1044, 1142, 1227:
        return "The database's user may not do this; grant it all privileges on its schema. ("
            + sql.getMessage()
            + ")";
      case 1049:
        return "The database server has no such schema: make it (CREATE DATABASE), or correct"
            + " storage.url. ("
            + sql.getMessage()
            + ")";
      case 1021, 1114:
        return FULL;
      case 1290, 1836:
        return "The database server only reads at the moment; nothing was changed.";
      case 1205, 1213, 1020:
        return "The database is too busy: others kept changing the same rows. Try again in a"
            + " moment; nothing was changed.";
      default:
        if (sql.getMessage() != null && sql.getMessage().contains("Errcode: 28")) {
          return FULL;
        }
        return isConnection(sql) ? UNREACHABLE : "The database failed: " + sql.getMessage();
    }
  }
}
