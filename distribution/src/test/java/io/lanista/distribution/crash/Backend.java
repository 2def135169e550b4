package io.lanista.distribution.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The database below the engine: how the engine is told of it, and how it dies itself. */
interface Backend extends AutoCloseable {
  /** Environment variables that lead an engine there. */
  Map<String, String> environment();

  /** Kills the database server with SIGKILL and starts it again on its data. */
  void killAndRestart() throws IOException, SQLException;

  /** Whether there is a server to kill. */
  boolean isServer();

  /** What a dead engine left, to be looked at without changing it. */
  Connection remains(Path data) throws IOException, SQLException;

  /** What the database itself finds wrong with the data of a stopped engine. */
  List<String> faults(Path data) throws IOException, SQLException;

  @Override
  void close() throws IOException;
}
