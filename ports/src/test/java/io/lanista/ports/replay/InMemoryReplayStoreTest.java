package io.lanista.ports.replay;

final class InMemoryReplayStoreTest extends ReplayStoreContract {
  private final ReplayStore store = new InMemoryReplayStore();

  @Override
  protected ReplayStore store() {
    return store;
  }
}
