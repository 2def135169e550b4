package io.lanista.http;

import java.util.Objects;
import java.util.Optional;

/**
 * Who checks the bearer tokens of each kind.
 *
 * @param admin of the operator; without one, admin routes answer ADMIN_OFF
 * @param judge of the operator's judge; without one, its routes answer JUDGE_OFF
 * @param keys of players; needed if a route demands one
 */
public record Verifiers(
    Optional<Verifier> admin, Optional<Verifier> judge, Optional<Verifier> keys) {
  public Verifiers {
    Objects.requireNonNull(admin);
    Objects.requireNonNull(judge);
    Objects.requireNonNull(keys);
  }
}
