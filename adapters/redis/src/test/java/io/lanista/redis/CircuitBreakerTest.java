package io.lanista.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  // Just before the clock overflows, as it may.
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final CircuitBreaker breaker = new CircuitBreaker(Duration.ofNanos(10), now::get);

  @Test
  void letsEveryoneAskAServerThatAnswers() {
    breaker.worked();

    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void afterAFailureNobodyAsksForAWhileAndThenOne() {
    breaker.failed();

    assertThat(breaker.admits()).isFalse();
    now.addAndGet(9);
    assertThat(breaker.admits()).isFalse();
    now.addAndGet(1);
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isFalse();
  }

  @Test
  void whoTriesAndNeverComesBackDoesNotKeepItOpen() {
    breaker.failed();
    now.addAndGet(10);
    assertThat(breaker.admits()).isTrue();

    now.addAndGet(10);

    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void oneAnswerLetsEveryoneAskAgain() {
    breaker.failed();
    now.addAndGet(10);
    breaker.admits();

    breaker.worked();

    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isTrue();
  }
}
