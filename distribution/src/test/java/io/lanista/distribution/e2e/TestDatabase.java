package io.lanista.distribution.e2e;

import io.lanista.sql.MariaDbConfig;
import io.lanista.sql.RealMariaDb;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The database that the servers of these tests use: SQLite in their data folder, or with
 * -Dlanista.test.database=mariadb a schema for each data folder on a real MariaDB, so that a server
 * started again on its folder finds its data.
 */
final class TestDatabase {
  private TestDatabase() {}

  private static boolean isMariaDb() {
    return System.getProperty("lanista.test.database", "sqlite").equals("mariadb");
  }

  /** The configuration keys of a server that keeps its data in this folder. */
  static Map<String, String> keys(Path data) {
    if (!isMariaDb()) {
      return Map.of();
    }
    MariaDbConfig schema = schema(data);
    return Map.of("storage.url", schema.url(), "storage.user", schema.user());
  }

  /** What has to be in its environment. */
  static Map<String, String> secrets(Path data) {
    if (!isMariaDb() || schema(data).password().isEmpty()) {
      return Map.of();
    }
    return Map.of("LANISTA_STORAGE_PASSWORD", schema(data).password());
  }

  /** Both, as the environment of a process. */
  static Map<String, String> environment(Path data) {
    Map<String, String> environment = new HashMap<>(secrets(data));
    Map<String, String> keys = keys(data);
    if (!keys.isEmpty()) {
      environment.put("LANISTA_STORAGE_URL", keys.get("storage.url"));
      environment.put("LANISTA_STORAGE_USER", keys.get("storage.user"));
    }
    return environment;
  }

  private static MariaDbConfig schema(Path data) {
    String folder = data.toAbsolutePath().normalize().toString();
    return RealMariaDb.shared()
        .schema(
            "lanista_"
                + ProcessHandle.current().pid()
                + "_"
                + Integer.toHexString(folder.hashCode())
                + "_"
                + folder.length());
  }
}
