package io.lanista.sql;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MariaDB server started for a test, in a folder of its own, always on the same port. */
final class ServerOfOurs implements AutoCloseable {
  private static final long TO_START_SECONDS = 60;

  private final MariaDbPrograms programs;
  private final Path folder;
  private final int port;
  private final Thread atExit = new Thread(this::close, "mariadb-stop");
  private Process process;

  private ServerOfOurs(MariaDbPrograms programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Makes the files of a server that does not run yet. */
  static ServerOfOurs install(MariaDbPrograms programs) throws IOException {
    Path folder = RealMariaDb.scratch("mariadb-");
    Files.createDirectory(folder.resolve("tmp"));
    ServerOfOurs server = new ServerOfOurs(programs, folder, freePort());
    List<String> command = server.command(programs.install());
    command.add("--auth-root-authentication-method=normal");
    Process installing = server.run(command, "install.log");
    try {
      if (!installing.waitFor(TO_START_SECONDS, TimeUnit.SECONDS)) {
        installing.destroyForcibly();
      }
      if (installing.waitFor() != 0) {
        throw new IOException(server.log("install.log"));
      }
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
    Runtime.getRuntime().addShutdownHook(server.atExit);
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private List<String> command(Path program) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--no-defaults");
    programs.base().ifPresent(base -> command.add("--basedir=" + base));
    command.add("--datadir=" + folder.resolve("data"));
    if (System.getProperty("user.name").equals("root")) {
      command.add("--user=root");
    }
    return command;
  }

  private Process run(List<String> command, String log) throws IOException {
    File output = folder.resolve(log).toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
    // A server deletes the temporary tables that it finds at its start, also those of others.
    builder.environment().put("TMPDIR", folder.resolve("tmp").toString());
    return builder.start();
  }

  private String log(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  int port() {
    return port;
  }

  /** Starts it, with more options if there are any; returns when it answers. */
  synchronized void start(String... options) throws IOException, SQLException {
    List<String> command = command(programs.server());
    command.addAll(
        List.of(
            "--port=" + port,
            "--bind-address=127.0.0.1",
            // Relative to its data folder: paths of sockets must be short.
            "--socket=socket",
            "--pid-file=pid",
            "--skip-name-resolve",
            "--max-connections=600",
            "--innodb-buffer-pool-size=64M",
            "--innodb-flush-log-at-trx-commit=1"));
    command.addAll(List.of(options));
    process = run(command, "server.log");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TO_START_SECONDS);
    while (true) {
      try {
        administer("SELECT 1");
        return;
      } catch (SQLException notYet) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException(log("server.log"), notYet);
        }
      }
    }
  }

  /** Runs statements as the server's administrator. */
  void administer(String... statements) throws SQLException {
    String url = "jdbc:mariadb://127.0.0.1:" + port + "/?sslMode=disable&connectTimeout=2000";
    try (Connection connection = DriverManager.getConnection(url, "root", "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** SIGTERM: it finishes what it is doing. */
  synchronized void stop() {
    end(process::destroy);
  }

  /** SIGKILL. */
  synchronized void kill() {
    end(process::destroyForcibly);
  }

  /** Sends it a signal, by the name that {@code kill} knows. */
  synchronized void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill -" + name + " failed.");
      }
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Runnable how) {
    how.run();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      kill();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException gone) {
      // Removed by a clean build meanwhile.
      System.getLogger(ServerOfOurs.class.getName())
          .log(System.Logger.Level.DEBUG, "The files of a test's server stay.", gone);
    }
  }
}
