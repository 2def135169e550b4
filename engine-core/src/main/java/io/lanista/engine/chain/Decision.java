package io.lanista.engine.chain;

import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.wager.WagerStatus;
import java.time.Instant;
import java.util.Optional;

/** What to do about a step now. */
sealed interface Decision {
  /** Send this. */
  record Send(ChainCall call) implements Decision {}

  /**
   * It is over.
   *
   * @param wager what became of the match's wager, if this is about it
   */
  record End(ChainStep.Status status, String reason, Optional<WagerStatus> wager)
      implements Decision {
    static End skipped(String reason) {
      return new End(ChainStep.Status.SKIPPED, reason, Optional.empty());
    }
  }

  /** Look again then. */
  record Later(Instant due, String reason) implements Decision {}
}
