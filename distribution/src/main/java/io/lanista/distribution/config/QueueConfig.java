package io.lanista.distribution.config;

import io.lanista.ports.queue.QueueName;
import java.time.Duration;
import java.util.List;

/**
 * One queue.
 *
 * @param policy the matchmaking policy that pairs it, as a plugin names it
 * @param runner the game runner of its matches, as a plugin names it
 * @param ticketTimeout a waiting ticket that is not polled for this long expires
 * @param maxWaiting how many may wait; more are refused
 * @param training whether its matches leave ratings as they are; only of hosted games
 */
public record QueueConfig(
    QueueName name,
    String policy,
    String runner,
    Duration ticketTimeout,
    int maxWaiting,
    boolean training) {
  /** The queue behind {@code POST /queue/join}; it is always there. */
  public static final QueueName NETPLAY = new QueueName("netplay");

  /** The queue of the game that comes along and is played here. */
  public static final QueueName DUEL = new QueueName("duel");

  /** The same, for training. */
  public static final QueueName PRACTICE = new QueueName("practice");

  /** The queues that are there without being configured. */
  static final List<QueueName> ALWAYS = List.of(NETPLAY, DUEL, PRACTICE);

  static QueueConfig read(QueueName name, Section in) {
    boolean duel = name.equals(DUEL) || name.equals(PRACTICE);
    return new QueueConfig(
        name,
        contribution(in, "policy", duel ? "elo-band" : "fifo"),
        contribution(in, "runner", duel ? "duel" : "slippi-netplay"),
        in.duration(
            "ticket-timeout", Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofDays(1)),
        in.number("max-waiting", 100_000, 2, 10_000_000),
        in.flag("training", name.equals(PRACTICE)));
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
