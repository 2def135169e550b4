package io.lanista.engine.event;

import io.lanista.ports.event.EventBus;
import io.lanista.ports.storage.Storage;
import java.util.function.LongSupplier;

/** A relay that moves when it is told to. */
public final class SteppedRelay {
  private final OutboxRelay relay;

  /** Finds its place in the outbox. */
  public SteppedRelay(Storage storage, EventBus bus, LongSupplier nanoTime) {
    relay = new OutboxRelay(storage, bus, nanoTime);
    relay.open();
  }

  /** What the relay's thread does between two waits; whether it went well. */
  public boolean turn() {
    return relay.turn();
  }
}
