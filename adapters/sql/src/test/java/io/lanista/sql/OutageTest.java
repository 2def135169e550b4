package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageTest {
  private final Hands clock = new Hands();
  private final Outage outage = new Outage("/data/db/lanista.db", clock);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  /** A clock that stands still until it is moved. */
  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void listen() {
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger().detachAppender(log);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(Outage.class);
  }

  private void fail() {
    outage.failed(new IllegalStateException("It is full.", new IllegalStateException("SQLITE 13")));
  }

  @Test
  void nothingIsWrongAtFirst() {
    assertThat(outage.reason()).isEmpty();
    assertThat(outage.isTrialDue()).isFalse();
    outage.wrote();
    assertThat(log.list).isEmpty();
  }

  @Test
  void aThousandRefusalsAreOneLineThatNamesTheDatabaseAndTheCause() {
    for (int i = 0; i < 1_000; i++) {
      fail();
    }
    assertThat(outage.reason()).contains("It is full.");
    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getFormattedMessage())
        .contains("/data/db/lanista.db", "It is full.", "SQLITE 13");
  }

  @Test
  void anotherReasonIsSaidToo() {
    fail();
    outage.failed(new IllegalStateException("It is away."));
    assertThat(outage.reason()).contains("It is away.");
    assertThat(log.list).hasSize(2);
  }

  @Test
  void theSameReasonWithOtherNumbersIsNotSaidAgain() {
    for (int i = 0; i < 100; i++) {
      outage.failed(new IllegalStateException("No connection after " + i + " ms."));
    }
    assertThat(log.list).hasSize(1);
    assertThat(outage.reason()).contains("No connection after 99 ms.");
  }

  @Test
  void aWriteBetweenTwoRefusalsDoesNotEndIt() {
    fail();
    outage.wrote();
    clock.move(Outage.CALM.minusMillis(1));
    outage.wrote();
    assertThat(outage.reason()).isPresent();
    fail();
    assertThat(log.list).hasSize(1);
  }

  @Test
  void aWriteAfterACalmWhileEndsItAndSaysForHowLongItWas() {
    fail();
    clock.move(Duration.ofSeconds(40));
    fail();
    clock.move(Outage.CALM);
    outage.wrote();
    assertThat(outage.reason()).isEmpty();
    assertThat(log.list.get(1).getFormattedMessage())
        .contains("works again", "45 s", "2 refused operations");
    fail();
    assertThat(log.list).as("the next one is said anew").hasSize(3);
  }

  @Test
  void trialsAreASecondApart() {
    fail();
    assertThat(outage.isTrialDue()).isTrue();
    assertThat(outage.isTrialDue()).isFalse();
    clock.move(Duration.ofSeconds(1));
    assertThat(outage.isTrialDue()).isTrue();
  }

  @Test
  void aClockThatIsSetBackDoesNotMakeItLast() {
    fail();
    assertThat(outage.isTrialDue()).isTrue();
    clock.move(Duration.ofHours(-1));

    assertThat(outage.isTrialDue()).isTrue();
    outage.wrote();
    clock.move(Outage.CALM);
    outage.wrote();

    assertThat(outage.reason()).isEmpty();
  }
}
