package io.lanista.sql;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database does its work. Says in the log when it stops and when it works again, once
 * each, however many requests are refused in between. Thread-safe.
 */
final class Outage {
  /**
   * So long nothing may fail before it counts as over: a nearly full disk takes every other row.
   */
  static final Duration CALM = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final Pattern NUMBERS = Pattern.compile("\\d+");

  /** So many different reasons of one outage are worth a line. */
  private static final int MOST_SAID = 5;

  private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(1);

  private final String database;
  private final Clock clock;
  private volatile boolean failing;
  private final Set<String> said = new HashSet<>();
  private String reason = "";
  private Instant since = Instant.MIN;
  private Instant last = Instant.MIN;
  private Instant tried = Instant.MIN;
  private long refused;

  /**
   * A database that works.
   *
   * @param database how its operator finds it
   */
  Outage(String database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Something could not be read or written. */
  synchronized void failed(RuntimeException why) {
    last = clock.instant();
    refused++;
    if (said.size() < MOST_SAID && said.add(NUMBERS.matcher(why.getMessage()).replaceAll("#"))) {
      LOG.error(
          "The database {} does not work: {}{} Requests are refused until it does; this is said"
              + " once.",
          database,
          why.getMessage(),
          because(why));
    }
    if (!failing) {
      since = last;
      failing = true;
    }
    reason = why.getMessage();
  }

  /** The first cause, where it says more than its consequence. */
  private static String because(Throwable thrown) {
    Throwable at = thrown;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at == thrown ? "" : " (" + at.getMessage() + ")";
  }

  /** Something was written. */
  void wrote() {
    if (failing) {
      over();
    }
  }

  private synchronized void over() {
    Instant now = clock.instant();
    if (now.isBefore(last)) {
      // The clock was set back, perhaps by hours: the calm is counted from here.
      last = now;
    }
    if (failing && Duration.between(last, now).compareTo(CALM) >= 0) {
      LOG.warn(
          "The database {} works again, after {} s and {} refused operations.",
          database,
          Math.max(0, Duration.between(since, now).toSeconds()),
          refused);
      failing = false;
      refused = 0;
      said.clear();
    }
  }

  /** Why it does not work; empty while it does. */
  Optional<String> reason() {
    if (!failing) {
      return Optional.empty();
    }
    synchronized (this) {
      return Optional.of(reason);
    }
  }

  /** Whether it is time to try a write for no other purpose than to see whether it works again. */
  synchronized boolean isTrialDue() {
    Instant now = clock.instant();
    boolean justTried = !now.isBefore(tried) && tried.plus(BETWEEN_TRIALS).isAfter(now);
    boolean due = failing && !justTried;
    if (due) {
      tried = now;
    }
    return due;
  }
}
