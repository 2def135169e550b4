package io.lanista.ports.storage;

class InMemoryArenaStoresTest extends ArenaStoresContract {
  @Override
  protected Storage open() {
    return new InMemoryStorage();
  }
}
