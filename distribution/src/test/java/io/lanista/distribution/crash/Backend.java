package io.lanista.distribution.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The database below the engine: how the engine is told of it, and how it dies itself. */
interface Backend extends AutoCloseable {
  /** Environment variables that lead an engine there. */
  Map<String, String> environment();

  /** Kills the database server with SIGKILL and starts it again on its data. */
  void killAndRestart() throws Exception;

  /** Whether there is a server to kill. */
  boolean isServer();

  /** An address for JDBC to look at the data of a stopped engine. */
  String jdbc(Path data);

  /** What the database itself finds wrong with the data of a stopped engine. */
  List<String> faults(Path data) throws Exception;

  @Override
  void close() throws IOException;
}
