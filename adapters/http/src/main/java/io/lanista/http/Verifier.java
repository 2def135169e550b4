package io.lanista.http;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says whose bearer token it is.
 *
 * @param check the principal of a token; empty refuses it as UNAUTHENTICATED. Thread-safe
 * @param blocking whether it may wait (a database look-up), so that it runs on the worker pool
 */
public record Verifier(Function<String, Optional<?>> check, boolean blocking) {
  public Verifier {
    Objects.requireNonNull(check);
  }
}
