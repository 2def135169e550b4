package io.lanista.engine.hosting;

import java.util.concurrent.TimeUnit;

/** What deadlines and the pace of a game are measured by. Never goes back. */
interface Ticks {
  /** The machine's own. */
  Ticks SYSTEM =
      new Ticks() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(nanos);
        }
      };

  long nanos();

  void sleep(long nanos) throws InterruptedException;
}
