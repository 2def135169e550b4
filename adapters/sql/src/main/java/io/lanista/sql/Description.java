package io.lanista.sql;

import java.util.List;

/**
 * What an operator wants to know of a database.
 *
 * @param place the file, or the server and schema
 * @param journalMode {@code wal} on SQLite, {@code redo log} on MariaDB
 * @param synchronous as in force: {@code FULL} or {@code NORMAL}
 * @param schemaVersion the last migration
 * @param bytes the size of the database, without what waits in its journal
 * @param warnings settings under which something acknowledged may be lost, and what to do
 */
public record Description(
    String place,
    String product,
    String journalMode,
    String synchronous,
    String schemaVersion,
    long bytes,
    List<String> warnings) {
  public Description {
    warnings = List.copyOf(warnings);
  }
}
