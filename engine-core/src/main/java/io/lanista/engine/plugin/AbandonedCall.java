package io.lanista.engine.plugin;

import java.time.Duration;
import java.util.Objects;

/**
 * A call into a plugin that did not come back in time and still holds its thread.
 *
 * @param contribution what was called, such as {@code runner melee}
 * @param call what it was called for, such as {@code reconcile}
 * @param running since it was called
 * @param frame where in its code it is now
 */
public record AbandonedCall(String contribution, String call, Duration running, String frame) {
  public AbandonedCall {
    Objects.requireNonNull(contribution);
    Objects.requireNonNull(call);
    Objects.requireNonNull(running);
    Objects.requireNonNull(frame);
  }
}
