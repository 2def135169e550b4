package io.lanista.sql;

import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import java.time.Clock;

class MariaDbDeadlineRunnerTest extends QuietDeadlineRunnerContract {
  private final MariaDbConfig config = RealMariaDb.shared().freshSchema();

  @Override
  protected Storage openStorage() {
    return SqlStorage.open(config, Clock.systemUTC(), new SeededIds(1));
  }
}
