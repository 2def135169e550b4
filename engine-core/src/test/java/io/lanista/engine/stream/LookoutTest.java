package io.lanista.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LookoutTest {
  @Test
  void looksAgainAfterALookThatFailed() throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(2);
    try (Lookout lookout = new Lookout("failing-look", () -> fail(looks))) {
      assertThat(looks.await(30, TimeUnit.SECONDS)).as("%s looked again", lookout).isTrue();
    }
  }

  private static void fail(CountDownLatch looks) {
    looks.countDown();
    throw new IllegalStateException("as told to");
  }
}
