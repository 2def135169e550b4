package io.lanista.ports.storage;

class InMemoryChainStoreTest extends ChainStoreContract {
  @Override
  protected Storage open() {
    return new InMemoryStorage();
  }
}
