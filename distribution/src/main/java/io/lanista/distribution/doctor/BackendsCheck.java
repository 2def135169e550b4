package io.lanista.distribution.doctor;

import io.lanista.chain.FastestSignatureRecovery;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.config.RedisConfig;
import io.lanista.distribution.config.ReplayConfig;
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
        Finding.ok("events", events(config.redis())),
        Finding.ok("replays", replays(config.replay())),
        Finding.ok(
            "signing",
            "chain "
                + config.signing().domain().chainId()
                + ", contract "
                + config.signing().domain().verifyingContract()),
        recovery());
  }

  private static String events(RedisConfig redis) {
    return redis
        .url()
        .map(url -> "those of rooms are shared over Redis at " + url.getHost())
        .orElse("within this process");
  }

  private static String replays(ReplayConfig replay) {
    String where =
        replay
            .s3()
            .map(
                s3 ->
                    "bucket "
                        + s3.bucket()
                        + s3.endpoint().map(at -> " at " + at.getHost()).orElse(""))
            .orElse("local folder");
    return where + ", at most " + replay.maxSize() + " each";
  }

  private static Finding recovery() {
    FastestSignatureRecovery recovery = new FastestSignatureRecovery();
    String found = "verified by " + recovery;
    return recovery.whyPlain().isEmpty()
        ? Finding.ok("signatures", found)
        : Finding.note("signatures", found, "");
  }
}
