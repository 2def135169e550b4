package io.lanista.distribution.doctor;

import io.lanista.distribution.config.LanistaConfig;
import java.util.List;

/** Whether the admin routes are on, and how well they are guarded. */
final class AdminCheck implements Check {
  private static final int SHORT = 16;

  @Override
  public List<Finding> look(LanistaConfig config) {
    return List.of(
        config
            .admin()
            .token()
            .map(token -> graded(token.reveal().length()))
            .orElseGet(
                () ->
                    Finding.note(
                        "admin routes",
                        "off: there is no token",
                        "To use them, set LANISTA_ADMIN_TOKEN or admin.token-file.")));
  }

  private static Finding graded(int length) {
    return length < SHORT
        ? Finding.note(
            "admin routes",
            "on, with a token of " + length + " characters",
            "Take a longer one: openssl rand -hex 24")
        : Finding.ok("admin routes", "on");
  }
}
