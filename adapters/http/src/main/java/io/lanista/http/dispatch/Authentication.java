package io.lanista.http.dispatch;

import io.lanista.http.Verifier;
import io.lanista.http.Verifiers;
import io.lanista.http.route.Access;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Finds the bearer token of a request and asks the right verifier about it. Thread-safe. */
public final class Authentication {
  private static final int LONGEST_TOKEN = 1024;

  private final Verifiers verifiers;

  public Authentication(Verifiers verifiers) {
    this.verifiers = verifiers;
  }

  /** Whether finding out may wait. */
  boolean blocks(Access access, Request request) {
    return verifier(access).filter(Verifier::blocking).isPresent() && token(request).isPresent();
  }

  /**
   * The principal, or null where none is needed.
   *
   * @throws EngineException UNAUTHENTICATED, ADMIN_OFF or JUDGE_OFF
   */
  Object principal(Access access, Request request) {
    if (access == Access.OPEN) {
      return null;
    }
    if (access == Access.ADMIN && verifiers.admin().isEmpty()) {
      throw new EngineException(
          ErrorCode.ADMIN_OFF, "Admin routes are off: the server has no admin token configured.");
    }
    if (access == Access.JUDGE && verifiers.judge().isEmpty()) {
      throw new EngineException(
          ErrorCode.JUDGE_OFF, "Judge routes are off: the server has no judge token configured.");
    }
    var token = token(request);
    if (token.isEmpty()) {
      if (access == Access.KEY_OPTIONAL
          && !request.getHeaders().contains(HttpHeader.AUTHORIZATION)) {
        return null;
      }
      throw new EngineException(
          ErrorCode.UNAUTHENTICATED, "Send a header: Authorization: Bearer <token>.");
    }
    Optional<?> principal = verifier(access).orElseThrow().check().apply(token.get());
    if (principal.isEmpty()) {
      throw new EngineException(
          ErrorCode.UNAUTHENTICATED, "The bearer token is not valid, or was revoked.");
    }
    return principal.get();
  }

  private Optional<Verifier> verifier(Access access) {
    return switch (access) {
      case OPEN -> Optional.empty();
      case ADMIN -> verifiers.admin();
      case JUDGE -> verifiers.judge();
      case KEY, KEY_OPTIONAL -> verifiers.keys();
    };
  }

  /** The token that came with a request. */
  static Optional<String> token(Request request) {
    var header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.empty();
    }
    var token = header.substring(7).strip();
    return token.isEmpty() || token.length() > LONGEST_TOKEN
        ? Optional.empty()
        : Optional.of(token);
  }
}
