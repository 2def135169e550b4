package io.lanista.distribution.config;

import java.util.List;

/**
 * Which web pages may call the server from a browser.
 *
 * @param origins such as {@code https://arena.example}; {@code *} is any, none is no page
 */
public record CorsConfig(List<String> origins) {
  public CorsConfig {
    origins = List.copyOf(origins);
  }

  static CorsConfig read(Section in) {
    return new CorsConfig(
        in.list(
            "origins",
            List.of("*"),
            "origins such as https://arena.example, or *",
            CorsConfig::origin));
  }

  private static String origin(String text) {
    if (!text.equals("*") && !text.matches("https?://[^/\\s]+")) {
      throw new IllegalArgumentException("not an origin");
    }
    return text;
  }
}
