package io.lanista.distribution.config;

import io.lanista.ports.queue.QueueName;
import java.time.Duration;

/**
 * One queue.
 *
 * @param policy the matchmaking policy that pairs it, as a plugin names it
 * @param runner the game runner of its matches, as a plugin names it
 * @param ticketTimeout a waiting ticket that is not polled for this long expires
 * @param maxWaiting how many may wait; more are refused
 */
public record QueueConfig(
    QueueName name, String policy, String runner, Duration ticketTimeout, int maxWaiting) {
  /** The queue behind {@code POST /queue/join}; it is always there. */
  public static final QueueName NETPLAY = new QueueName("netplay");

  static QueueConfig read(QueueName name, Section in) {
    return new QueueConfig(
        name,
        contribution(in, "policy", "fifo"),
        contribution(in, "runner", "slippi-netplay"),
        in.duration(
            "ticket-timeout", Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofDays(1)),
        in.number("max-waiting", 100_000, 2, 10_000_000));
  }

  private static String contribution(Section in, String key, String fallback) {
    return in.value(
        key, fallback, "a name that a plugin contributes (a-z, 0-9, -)", QueueConfig::name);
  }

  private static String name(String text) {
    String name = text.strip();
    if (!name.matches("[a-z0-9-]{1,32}")) {
      throw new IllegalArgumentException("not a name");
    }
    return name;
  }
}
