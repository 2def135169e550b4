package io.lanista.ports.schedule;

import java.time.Instant;
import java.util.Optional;

/** What happens when a deadline falls due. Called from several threads; idempotent. */
public interface DeadlineHandler {
  /**
   * Handles a due deadline, outside of any transaction.
   *
   * @return when to be called again for the same subject and kind; empty to be done. An exception
   *     means: again a little later.
   */
  Optional<Instant> due(Deadline deadline);
}
