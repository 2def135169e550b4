package io.lanista.distribution.e2e;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** With the arbiter that needs nothing. */
class RoomGatesIT extends RoomGates {
  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        RunningServer.start(
            data, Map.of("registration.per-address-per-hour", "0"), RoomPlay.environment());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  RunningServer server() {
    return server;
  }
}
