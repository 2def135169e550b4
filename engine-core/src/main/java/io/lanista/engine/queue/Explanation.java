package io.lanista.engine.queue;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the policy says of a ticket that waits.
 *
 * @param reason why it is not paired yet, in a sentence
 * @param estimatedWait how long it will probably wait from now on, if anything is known to say it
 *     by
 */
public record Explanation(String reason, Optional<Duration> estimatedWait) {
  public Explanation {
    Objects.requireNonNull(reason);
    Objects.requireNonNull(estimatedWait);
  }
}
