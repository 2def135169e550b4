package io.lanista.sql;

import io.lanista.ports.storage.ChainStoreContract;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import java.time.Clock;

class MariaDbChainStoreTest extends ChainStoreContract {
  @Override
  protected Storage open() {
    return SqlStorage.open(RealMariaDb.shared().freshSchema(), Clock.systemUTC(), new SeededIds(1));
  }
}
