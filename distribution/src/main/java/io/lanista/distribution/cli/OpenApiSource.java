package io.lanista.distribution.cli;

import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.LanistaConfig;

/** Makes the OpenAPI document from the routes, without starting a server. */
@FunctionalInterface
public interface OpenApiSource {
  /** The document as JSON text. */
  String document(LanistaConfig config) throws StartupException;
}
