package io.lanista.sql;

import io.lanista.ports.storage.ArenaStoresContract;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import java.time.Clock;

class MariaDbArenaStoresTest extends ArenaStoresContract {
  @Override
  protected Storage open() {
    return SqlStorage.open(RealMariaDb.shared().freshSchema(), Clock.systemUTC(), new SeededIds(1));
  }
}
