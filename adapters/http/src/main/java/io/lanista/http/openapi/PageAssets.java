package io.lanista.http.openapi;

import io.lanista.http.route.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The few files of Swagger UI that the page loads, from the class path. */
final class PageAssets {
  private static final Map<String, String> SERVED =
      Map.of(
          "swagger-ui.css", "text/css;charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript;charset=utf-8");

  private final String folder = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";

  /** A file by name; empty if the page has none such. */
  Optional<Content> find(String name) throws IOException {
    var mediaType = SERVED.get(name);
    if (mediaType == null) {
      return Optional.empty();
    }
    try (var in = PageAssets.class.getResourceAsStream(folder + name)) {
      return in == null ? Optional.empty() : Optional.of(new Content(mediaType, in.readAllBytes()));
    }
  }

  private static String version() {
    var pom = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    try (var in = PageAssets.class.getResourceAsStream(pom)) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
