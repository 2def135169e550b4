package io.lanista.distribution.config;

/**
 * How much the server takes from everybody together and from one client address.
 *
 * @param maxConnections open connections in all
 * @param maxConnectionsPerClient open connections from one address
 * @param requestsPerSecond what one address may ask steadily; 0 for no limit
 * @param requestBurst what one address may ask at once; at least the steady rate
 * @param maxBody the largest request body; replays have {@link ReplayConfig#maxSize}
 */
public record LimitsConfig(
    int maxConnections,
    int maxConnectionsPerClient,
    int requestsPerSecond,
    int requestBurst,
    DataSize maxBody) {
  static LimitsConfig read(Section in) {
    LimitsConfig limits =
        new LimitsConfig(
            in.number("max-connections", 10_000, 1, 1_000_000),
            in.number("max-connections-per-client", 1_000, 1, 1_000_000),
            in.number("requests-per-second-per-client", 1_000, 0, 1_000_000),
            in.number("request-burst-per-client", 2_000, 1, 2_000_000),
            in.size(
                "max-body", DataSize.kibibytes(64), DataSize.kibibytes(1), DataSize.mebibytes(4)));
    if (limits.requestBurst < limits.requestsPerSecond) {
      in.problem(
          "request-burst-per-client",
          "is " + limits.requestBurst + ", less than server.requests-per-second-per-client");
    }
    if (limits.maxConnectionsPerClient > limits.maxConnections) {
      in.problem(
          "max-connections-per-client",
          "is " + limits.maxConnectionsPerClient + ", more than server.max-connections");
    }
    return limits;
  }
}
