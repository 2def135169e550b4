package io.lanista.engine.simulation;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer whose time is the schedule's; it starts no thread. */
final class VirtualTimer extends ScheduledThreadPoolExecutor {
  private final Schedule schedule;

  VirtualTimer(Schedule schedule) {
    super(0);
    this.schedule = schedule;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    schedule.spawn(
        "stream timer",
        () -> {
          schedule.sleep(Duration.ofNanos(unit.toNanos(delay)));
          task.run();
        });
    return null;
  }
}
