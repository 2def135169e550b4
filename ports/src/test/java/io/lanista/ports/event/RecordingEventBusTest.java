package io.lanista.ports.event;

class RecordingEventBusTest extends EventBusContract {
  @Override
  protected EventBus bus() {
    return new RecordingEventBus();
  }
}
