package io.lanista.engine.simulation;

import io.lanista.ports.event.EventBus;
import io.lanista.ports.event.PublishedEvent;
import java.util.List;
import java.util.function.Consumer;

/** A bus that fails before or after it took events, and watches their order. */
final class CheckedBus implements EventBus {
  private final Faults faults;
  private final Findings findings;
  private long delivered;

  CheckedBus(Faults faults, Findings findings) {
    this.faults = faults;
    this.findings = findings;
  }

  /** Every event up to this one was taken. */
  long delivered() {
    return delivered;
  }

  @Override
  public void publish(List<PublishedEvent> events) {
    fail();
    long before = events.get(0).sequence() - 1;
    findings.unless(
        before <= delivered, "Event %s was published before %s.", before + 1, delivered + 1);
    for (PublishedEvent event : events) {
      findings.unless(event.sequence() == ++before, "Event %s is missing.", before);
    }
    delivered = Math.max(delivered, before);
    fail();
  }

  private void fail() {
    if (faults.portFails()) {
      throw new IllegalStateException("The bus broke.");
    }
  }

  @Override
  public Subscription subscribe(String name, Consumer<PublishedEvent> subscriber) {
    throw new UnsupportedOperationException("Nobody subscribes here.");
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
