package io.lanista.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.sqlite.SQLiteException;

/** Brings schemas up to date. */
final class Migrations {
  private Migrations() {}

  /**
   * Applies what is missing.
   *
   * @param kind the folder of the migrations
   * @param place the database, for messages
   * @return the version it has then
   */
  static String apply(DataSource database, String kind, String place) {
    refuseUnfinishedCopy(database, place);
    return applyTo(database, kind, place);
  }

  private static void refuseUnfinishedCopy(DataSource database, String place) {
    try (Connection connection = database.getConnection()) {
      if (CopyMark.isOn(connection)) {
        throw Failures.unavailable(
            "The database "
                + place
                + " is a copy that was not finished; it must not be used. Run `lanista migrate`"
                + " again, with --start-over, or delete it.",
            null);
      }
    } catch (SQLException failed) {
      throw Failures.of(failed);
    }
  }

  /** The same, for a copy that is still being made. */
  static String applyTo(DataSource database, String kind, String place) {
    Flyway flyway = flyway(database, kind);
    refuseNewer(flyway, place);
    try {
      flyway.migrate();
    } catch (FlywayException failed) {
      throw halfWay(failed, place);
    }
    return flyway.info().current().getVersion().getVersion();
  }

  /**
   * Whether nothing is missing.
   *
   * @throws io.lanista.ports.error.EngineException STORAGE_UNAVAILABLE if there is more than this
   *     version of Lanista knows
   */
  static boolean isCurrent(DataSource database, String kind, String place) {
    Flyway flyway = flyway(database, kind);
    refuseNewer(flyway, place);
    return flyway.info().pending().length == 0;
  }

  private static Flyway flyway(DataSource database, String kind) {
    return Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration/" + kind)
        .loggers("slf4j")
        .load();
  }

  private static void refuseNewer(Flyway flyway, String place) {
    Arrays.stream(flyway.info().all())
        .filter(migration -> future(migration.getState()))
        .findFirst()
        .ifPresent(
            newer -> {
              throw Failures.unavailable(
                  "The database "
                      + place
                      + " has schema version "
                      + newer.getVersion()
                      + ", which this version of Lanista does not know: run the newer version, or"
                      + " restore a backup from before the upgrade.",
                  null);
            });
  }

  private static RuntimeException halfWay(FlywayException failed, String place) {
    SQLException sql = Failures.sqlOf(failed);
    if (sql != null && (Failures.isConnection(sql) || sql instanceof SQLiteException)) {
      // SQLite takes a migration back as a whole.
      return failed;
    }
    return Failures.unavailable(
        "The schema of the database "
            + place
            + " could not be brought up to date. If an upgrade was interrupted, it is half done:"
            + " restore the backup from before the upgrade (or, if the database was new, drop and"
            + " make it again), and start again. ("
            + (sql == null ? failed.getMessage().lines().findFirst().orElse("") : sql.getMessage())
            + ")",
        failed);
  }

  private static boolean future(MigrationState state) {
    return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
  }
}
