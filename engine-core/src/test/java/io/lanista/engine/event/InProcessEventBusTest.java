package io.lanista.engine.event;

import io.lanista.ports.event.EventBus;
import io.lanista.ports.event.EventBusContract;

class InProcessEventBusTest extends EventBusContract {
  @Override
  protected EventBus bus() {
    return new InProcessEventBus();
  }
}
