package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;

/**
 * Copies everything from one database into an empty one, of either kind, and verifies the copy. The
 * source is read in one consistent state and not changed. Until the copy is verified the target
 * bears a mark, and no server opens it.
 */
public final class DatabaseCopy {
  /** The columns that number rows, whose numbers must not be given twice. */
  private static final Map<String, String> NUMBERED =
      Map.of("outbox", "sequence", "replays", "number");

  /** As many as are copied between two checks. */
  private static final int ROWS_BETWEEN_CHECKS = 1_000;

  /** Is told how far the copy is, now and then. */
  @FunctionalInterface
  public interface Progress {
    /** So many rows of a table are copied. */
    void copied(String table, long rows);
  }

  /**
   * A table that was copied and read back.
   *
   * @param checksum of the rows, the same in both databases
   */
  public record Copied(String table, long rows, String checksum) {}

  private final CopyEnd from;
  private final CopyEnd to;
  private final Progress progress;

  private DatabaseCopy(CopyEnd from, CopyEnd to, Progress progress) {
    this.from = from;
    this.to = to;
    this.progress = progress;
  }

  /**
   * Copies and verifies. Whoever calls makes sure that no server uses a SQLite file at either end;
   * of a server's schemas that is made sure here.
   *
   * @param startOver whether a target that a copy was interrupted in is emptied first
   * @return every table with its rows, by name
   * @throws EngineException STORAGE_UNAVAILABLE with what is in the way and what to do; the target
   *     is then as it was, or bears the mark of an unfinished copy
   */
  public static List<Copied> copy(
      SqlConfig source, SqlConfig target, boolean startOver, Clock clock, Progress progress) {
    try (CopyEnd from = CopyEnd.from(source, clock);
        CopyEnd to = CopyEnd.to(target, clock)) {
      return new DatabaseCopy(from, to, progress).run(startOver);
    } catch (SQLException | FlywayException failed) {
      throw Failures.of(failed);
    }
  }

  private List<Copied> run(boolean startOver) throws SQLException {
    String version = requireSource();
    prepare(version, startOver);
    Set<String> tables = CopyTables.copied(to.connection());
    requireSame("tables", CopyTables.copied(from.connection()), tables);
    to.connection().setAutoCommit(false);
    Map<String, Copied> copied = new LinkedHashMap<>();
    for (String table : tables) {
      copied.put(table, copy(table));
    }
    for (Map.Entry<String, String> numbered : NUMBERED.entrySet()) {
      long position = from.position(numbered.getKey(), numbered.getValue());
      to.goOnAfter(numbered.getKey(), position);
      requireSame(
          "position of " + numbered.getKey(),
          position,
          to.position(numbered.getKey(), numbered.getValue()));
    }
    for (Copied table : copied.values()) {
      verify(table);
    }
    to.check();
    CopyMark.remove(to.connection());
    return List.copyOf(copied.values());
  }

  /** Makes sure that a copy may go on. */
  @FunctionalInterface
  interface Check {
    void run() throws SQLException;
  }

  /**
   * Reads a whole table.
   *
   * @param check run every so many rows: a server lets go of a lock whose holder is silent for half
   *     a minute, and large tables take longer
   */
  static RowDigest readBack(Connection database, String table, Check check) throws SQLException {
    List<String> columns = CopyTables.columns(database, table);
    RowDigest digest = new RowDigest();
    new RowReader(database)
        .read(
            table,
            columns,
            row -> {
              digest.add(row);
              if (digest.rows() % ROWS_BETWEEN_CHECKS == 0) {
                check.run();
              }
            });
    return digest;
  }

  private String requireSource() throws SQLException {
    String version = CopyTables.version(from.connection());
    if (version.isEmpty()) {
      throw CopyEnd.refused("The database " + from.place() + " is not one of Lanista's.");
    }
    if (CopyMark.isOn(from.connection())) {
      throw CopyEnd.refused(
          "The database " + from.place() + " is itself a copy that was not finished.");
    }
    return version;
  }

  /** Makes the target an empty database with a schema and the mark. */
  private void prepare(String version, boolean startOver) throws SQLException {
    Connection target = to.connection();
    if (CopyMark.isOn(target)) {
      if (!startOver) {
        throw CopyEnd.refused(
            "A copy into "
                + to.place()
                + " was interrupted. Add --start-over to empty it and copy again, or delete it.");
      }
      migrate(version);
      empty(target);
      return;
    }
    Set<String> there = CopyTables.names(target);
    if (!there.isEmpty() && CopyTables.version(target).isEmpty()) {
      throw CopyEnd.refused(
          "The database "
              + to.place()
              + " holds tables that are not Lanista's: give an empty one.");
    }
    List<String> filled = CopyTables.filled(target, CopyTables.copied(target));
    if (!filled.isEmpty()) {
      throw CopyEnd.refused(
          "The database "
              + to.place()
              + " is not empty (rows in "
              + String.join(", ", filled)
              + "): nothing is overwritten. Give an empty one.");
    }
    migrate(version);
    CopyMark.set(target);
  }

  private void migrate(String version) throws SQLException {
    to.migrate();
    String made = CopyTables.version(to.connection());
    if (!made.equals(version)) {
      throw CopyEnd.refused(
          "The database "
              + from.place()
              + " has schema version "
              + version
              + ", this version of Lanista has "
              + made
              + ": start this version on it once, stop it, and copy again.");
    }
  }

  private static void empty(Connection target) throws SQLException {
    for (String table : CopyTables.copied(target)) {
      try (Statement statement = target.createStatement()) {
        statement.execute("DELETE FROM " + table);
      }
    }
  }

  private void requireSame(String what, Object ofSource, Object ofTarget) {
    if (!ofSource.equals(ofTarget)) {
      throw CopyEnd.refused(
          "The databases differ in their "
              + what
              + ": "
              + from.place()
              + " has "
              + ofSource
              + ", this version of Lanista has "
              + ofTarget
              + ".");
    }
  }

  private Copied copy(String table) throws SQLException {
    List<String> columns = CopyTables.columns(to.connection(), table);
    requireSame("columns of " + table, CopyTables.columns(from.connection(), table), columns);
    RowDigest digest = new RowDigest();
    try (RowWriter writer = new RowWriter(to.connection(), table, columns)) {
      new RowReader(from.connection())
          .read(
              table,
              columns,
              row -> {
                digest.add(row);
                if (writer.write(row)) {
                  from.check();
                  to.check();
                  progress.copied(table, digest.rows());
                }
              });
      writer.flush();
    }
    progress.copied(table, digest.rows());
    return new Copied(table, digest.rows(), digest.text());
  }

  private void verify(Copied copied) throws SQLException {
    RowDigest digest =
        readBack(
            to.connection(),
            copied.table(),
            () -> {
              from.check();
              to.check();
            });
    to.connection().commit();
    if (digest.rows() != copied.rows() || !digest.text().equals(copied.checksum())) {
      throw CopyEnd.refused(
          "The copy of "
              + copied.table()
              + " is not what was copied: "
              + copied.rows()
              + " rows with checksum "
              + copied.checksum()
              + " became "
              + digest.rows()
              + " with "
              + digest.text()
              + ". The target keeps its mark and is not to be used; the source is unchanged.");
    }
  }
}
