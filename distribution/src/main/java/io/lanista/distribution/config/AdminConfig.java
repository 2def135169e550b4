package io.lanista.distribution.config;

import java.util.Optional;

/**
 * Who may use the admin routes.
 *
 * @param token the bearer token; without one the routes are off
 */
public record AdminConfig(Optional<Secret> token) {
  static AdminConfig read(SecretSource in) {
    return new AdminConfig(in.secret("admin.token", "admin.token-file"));
  }
}
