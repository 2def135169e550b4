package io.lanista.sql;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;

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
    Flyway flyway =
        Flyway.configure()
            .dataSource(database)
            .locations("classpath:db/migration/" + kind)
            .loggers("slf4j")
            .load();
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
    flyway.migrate();
    return flyway.info().current().getVersion().getVersion();
  }

  private static boolean future(MigrationState state) {
    return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
  }
}
