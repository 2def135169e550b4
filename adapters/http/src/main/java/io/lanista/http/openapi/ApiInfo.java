package io.lanista.http.openapi;

import java.util.Objects;

/** What the OpenAPI document says about the whole API. */
public record ApiInfo(String title, String version, String description) {
  public ApiInfo {
    Objects.requireNonNull(title);
    Objects.requireNonNull(version);
    Objects.requireNonNull(description);
  }
}
