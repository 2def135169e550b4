package io.lanista.ports.storage;

class InMemoryPollStoreTest extends PollStoreContract {
  @Override
  protected Storage open() {
    return new InMemoryStorage();
  }
}
