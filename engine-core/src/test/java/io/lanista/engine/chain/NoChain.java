package io.lanista.engine.chain;

import io.lanista.ports.storage.Storage;
import java.time.Clock;
import java.util.Optional;

/** What the core has where no chain is configured. */
public final class NoChain {
  private NoChain() {}

  public static ChainSender sender(Storage storage, Clock clock) {
    return new ChainSender(
        storage,
        Optional.empty(),
        ChainSettings.USUAL,
        new ChainHealth(ChainSettings.USUAL),
        clock);
  }
}
