package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.LanistaConfig;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names a running server, and finding the configured one without it. */
final class ServerChoice {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The server, such as http://localhost:8000. Otherwise the one that server.host and"
              + " server.port of the configuration say, if it runs.")
  private URI url;

  /**
   * The server that runs; empty if none was named and none answers.
   *
   * @throws StartupException if one was named that does not answer
   */
  Optional<AdminClient> find(LanistaConfig config) throws StartupException {
    if (url != null) {
      if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
        throw new StartupException(
            "--url must be an address such as http://localhost:8000; found: " + url);
      }
      String base = url.toString().replaceAll("/+$", "");
      AdminClient named = new AdminClient(URI.create(base), config.admin().token());
      if (!named.answers()) {
        throw new StartupException("No server answers at " + base + ".");
      }
      return Optional.of(named);
    }
    if (config.server().port() == 0) {
      return Optional.empty();
    }
    AdminClient local = new AdminClient(here(config), config.admin().token());
    return local.answers() ? Optional.of(local) : Optional.empty();
  }

  /** As {@link #find}, for what only a server can do. */
  AdminClient require(LanistaConfig config) throws StartupException {
    return find(config)
        .orElseThrow(
            () ->
                new StartupException(
                    "No server answers at "
                        + here(config)
                        + ". Start it, or name another with --url. While none runs, what lies in "
                        + config.plugins().dir()
                        + " is what the next start loads."));
  }

  private static URI here(LanistaConfig config) {
    String host = config.server().host();
    String shown =
        switch (host) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "[::1]";
          default -> host.contains(":") ? "[" + host + "]" : host;
        };
    return URI.create("http://" + shown + ":" + config.server().port());
  }
}
