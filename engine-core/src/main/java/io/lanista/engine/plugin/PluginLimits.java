package io.lanista.engine.plugin;

import java.time.Duration;

/**
 * What a plugin may take.
 *
 * @param call the longest one call may take
 * @param load the longest its constructor may take, and its {@code contribute} and {@code close}
 * @param drain how long a retired generation is left to its leases before it is stopped anyway
 * @param threads how many of its calls may run at once
 * @param stuckCalls how many calls may fail to come back before every further call is refused
 */
public record PluginLimits(
    Duration call, Duration load, Duration drain, int threads, int stuckCalls) {
  public static final PluginLimits DEFAULT =
      new PluginLimits(
          Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30), 64, 8);

  public PluginLimits {
    if (call.isNegative() || call.isZero() || load.isNegative() || load.isZero()) {
      throw new IllegalArgumentException("A plugin's time limits must be positive.");
    }
    if (drain.isNegative()) {
      throw new IllegalArgumentException("The drain deadline must not be negative.");
    }
    if (stuckCalls < 1 || threads <= stuckCalls) {
      throw new IllegalArgumentException(
          "A plugin needs more threads than it may leave stuck, and may leave at least one.");
    }
  }

  public PluginLimits withCall(Duration limit) {
    return new PluginLimits(limit, load, drain, threads, stuckCalls);
  }
}
