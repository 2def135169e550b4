package io.lanista.client;

import java.util.Objects;

/**
 * A new player.
 *
 * @param apiKey shown this once; a secret
 */
public record Registration(String username, String apiKey) {
  public Registration {
    Objects.requireNonNull(username, "username is missing");
    Objects.requireNonNull(apiKey, "api_key is missing");
  }

  @Override
  public String toString() {
    return "Registration[username=" + username + "]";
  }
}
