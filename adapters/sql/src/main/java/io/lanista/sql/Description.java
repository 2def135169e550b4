package io.lanista.sql;

import java.nio.file.Path;

/**
 * What an operator wants to know of a database.
 *
 * @param journalMode {@code wal}
 * @param synchronous as in force: {@code FULL} or {@code NORMAL}
 * @param schemaVersion the last migration
 * @param bytes the size of the database, without what waits in its journal
 */
public record Description(
    Path file,
    String product,
    String journalMode,
    String synchronous,
    String schemaVersion,
    long bytes) {}
