package io.lanista.engine.chain;

import io.lanista.ports.chain.Chain;
import io.lanista.ports.event.Subject;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Storage;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Does on chain what is to be done there, a bounded turn at a time. Thread-safe: two turns at once
 * do no harm.
 */
public final class ChainSender {
  /** What its deadline is about. */
  public static final Subject SUBJECT = new Subject("chain", "sender");

  static final String CONSUMER = "chain";

  private final Storage storage;
  private final Optional<Chain> chain;
  private final ChainSettings settings;
  private final Clock clock;

  @Inject
  public ChainSender(
      Storage storage,
      Optional<Chain> chain,
      ChainSettings settings,
      ChainHealth health,
      Clock clock) {
    this.storage = storage;
    this.chain = chain;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Sees to it that turns are taken, or that nothing waits for them if no chain is configured; to
   * be called when an engine starts that owns its database.
   */
  public void start() {
    storage.transact(
        tx -> {
          if (chain.isPresent()) {
            // A consumer that is known keeps the events that it has not read from being pruned.
            tx.outbox().advance(CONSUMER, tx.outbox().cursor(CONSUMER));
            tx.deadlines().set(new Deadline(SUBJECT, Deadline.Kind.CHAIN, clock.instant()));
          } else {
            tx.outbox().forget(CONSUMER);
            tx.deadlines().cancel(SUBJECT, Deadline.Kind.CHAIN);
          }
          return null;
        });
  }

  /** Takes one turn; answers when the next one is due. Empty if no chain is configured. */
  public Optional<Instant> turn(Deadline deadline) {
    return chain.map(configured -> clock.instant().plus(settings.pollInterval()));
  }
}
