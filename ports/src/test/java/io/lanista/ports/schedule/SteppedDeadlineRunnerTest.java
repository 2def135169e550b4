package io.lanista.ports.schedule;

import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

class SteppedDeadlineRunnerTest extends DeadlineRunnerContract {
  private SteppedDeadlineRunner stepped;

  @Override
  protected Storage openStorage() {
    return new InMemoryStorage();
  }

  @Override
  protected DeadlineRunner newRunner() {
    stepped = new SteppedDeadlineRunner((InMemoryStorage) storage);
    return stepped;
  }

  /** What is in memory survives nothing, so the storage stays. */
  @Override
  protected void restart() {
    stepped.close();
    replaceRunner();
  }

  @Override
  protected void await(BooleanSupplier condition) throws Exception {
    super.await(
        () -> {
          stepped.step(Instant.now());
          return condition.getAsBoolean();
        });
  }

  @Override
  protected void cutShort(AtomicBoolean begun) {
    stepped.step(Instant.now());
  }

  @Override
  protected Duration stubbornness() {
    return Duration.ZERO;
  }
}
