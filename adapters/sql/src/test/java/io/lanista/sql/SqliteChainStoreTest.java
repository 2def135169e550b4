package io.lanista.sql;

import io.lanista.ports.storage.ChainStoreContract;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class SqliteChainStoreTest extends ChainStoreContract {
  @TempDir Path folder;

  @Override
  protected Storage open() {
    return SqlStorage.open(
        SqlConfig.of(folder.resolve("lanista.db")), Clock.systemUTC(), new SeededIds(1));
  }
}
