package io.lanista.distribution.server;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.cli.OpenApiSource;
import io.lanista.distribution.config.DataConfig;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.http.openapi.DocumentRoutes;
import io.lanista.http.openapi.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The OpenAPI document of a server that is put together, on an empty folder, but not started: it is
 * made from the routes, and there is only one way to get them.
 */
public final class ApiDocument implements OpenApiSource {
  @Override
  public String document(LanistaConfig config) throws StartupException {
    try {
      Path folder = Files.createTempDirectory("lanista-openapi-");
      try (Lifecycle lifecycle = new Lifecycle()) {
        LanistaConfig elsewhere =
            config.withData(new DataConfig(folder, config.data().minFreeSpace()));
        Routes routes = LanistaServer.wire(elsewhere, lifecycle).getInstance(Routes.class);
        return OpenApi.document(
                DocumentRoutes.addTo(routes.families(), HttpServerFactory.info()),
                HttpServerFactory.info())
            .toPrettyString();
      } finally {
        delete(folder);
      }
    } catch (IOException failed) {
      throw new StartupException("There is no place for temporary files: " + failed, failed);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
