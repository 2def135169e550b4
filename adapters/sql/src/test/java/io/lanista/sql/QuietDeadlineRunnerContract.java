package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lanista.ports.schedule.DeadlineRunner;
import io.lanista.ports.schedule.DeadlineRunnerContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/** The contract of deadlines on any database, during which db-scheduler reports no error. */
abstract class QuietDeadlineRunnerContract extends DeadlineRunnerContract {
  private final Logger scheduler = (Logger) LoggerFactory.getLogger("com.github.kagkarlsson");
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    scheduler.addAppender(logged);
  }

  /** Deadlines that change while they are handled are no reason for alarm. */
  @AfterEach
  void theSchedulerHadNothingToComplainAbout() {
    scheduler.detachAppender(logged);
    assertThat(logged.list).noneMatch(event -> event.getLevel() == Level.ERROR);
  }

  @Override
  protected DeadlineRunner newRunner() {
    return ((SqlStorage) storage).deadlineRunner();
  }
}
