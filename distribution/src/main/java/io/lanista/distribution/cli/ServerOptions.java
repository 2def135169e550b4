package io.lanista.distribution.cli;

import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that set single keys. */
final class ServerOptions {
  @Option(
      names = "--port",
      paramLabel = "P",
      description = "Listen on this port; 0 takes any free one (server.port).")
  private String port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Listen on this address (server.host); 0.0.0.0 is all of them.")
  private String host;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep everything in this folder (data.dir).")
  private String data;

  /** Values by key. */
  Map<String, String> byKey() {
    Map<String, String> values = new HashMap<>();
    put(values, "server.port", port);
    put(values, "server.host", host);
    put(values, "data.dir", data);
    return values;
  }

  private static void put(Map<String, String> values, String key, String value) {
    if (value != null) {
      values.put(key, value);
    }
  }
}
