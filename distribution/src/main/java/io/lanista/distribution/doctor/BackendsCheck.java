package io.lanista.distribution.doctor;

import io.lanista.chain.FastestSignatureRecovery;
import io.lanista.distribution.config.LanistaConfig;
import java.util.List;

/** What stands behind the ports, so that an operator sees what is in use and what is not. */
final class BackendsCheck implements Check {
  @Override
  public List<Finding> look(LanistaConfig config) {
    return List.of(
        Finding.ok(
            "storage",
            config.storage().isOnServer()
                ? "MariaDB, " + config.storage().connections() + " connections that write"
                : "SQLite, synchronous=" + config.storage().synchronous() + ", in the data folder"),
        Finding.ok("events", "within this process"),
        Finding.ok("replays", "local folder, at most " + config.replay().maxSize() + " each"),
        Finding.ok(
            "signing",
            "chain "
                + config.signing().domain().chainId()
                + ", contract "
                + config.signing().domain().verifyingContract()),
        recovery());
  }

  private static Finding recovery() {
    FastestSignatureRecovery recovery = new FastestSignatureRecovery();
    String found = "verified by " + recovery;
    return recovery.whyPlain().isEmpty()
        ? Finding.ok("signatures", found)
        : Finding.note("signatures", found, "");
  }
}
